"""
The manifests that Helm makes of the chart, held against the schemas of Kubernetes.

They are committed: to build Helm takes minutes. `tests/long/test_chart.py` has Helm make them anew.
"""

import re
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.deploy.places import CASES, CHART, CONTAINERFILE, RENDERED, read, unknown
from tests.deploy.rendering import digest

RELEASES = ("1.30", kubernetes_validate.latest_version())
"""Of Kubernetes: the oldest for which the chart is, and the latest that is known."""

NAMES = sorted(each.stem for each in CASES.glob("*.yaml"))


@pytest.fixture(params=NAMES)
def manifests(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """The manifests of one file of values after the other."""
    return made(request.param)


def made(name: str) -> list[dict[str, Any]]:
    """The manifests that Helm made with a file of values."""
    text = (RENDERED / f"{name}.yaml").read_text(encoding="utf-8")
    return [each for each in yaml.safe_load_all(text) if each]


def of_kind(manifests: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """The one manifest of a kind."""
    (found,) = (each for each in manifests if each["kind"] == kind)
    return found


def pod_of(manifest: dict[str, Any]) -> dict[str, Any]:
    """The pod that a manifest describes."""
    pod: dict[str, Any] = manifest["spec"]["template"]["spec"]
    return pod


def test_they_are_made_of_the_chart_as_it_is() -> None:
    heads = {name: (RENDERED / f"{name}.yaml").read_text(encoding="utf-8").partition("\n")[0] for name in NAMES}

    assert sorted(each.stem for each in RENDERED.iterdir()) == NAMES
    assert heads == dict.fromkeys(NAMES, f"# {digest(CHART, CASES)}"), "stale: run `make chart`"


@pytest.mark.parametrize("release", RELEASES)
def test_kubernetes_takes_every_one(manifests: list[dict[str, Any]], release: str) -> None:
    known = [each for each in manifests if each["kind"] != "PodMonitor"]  # of which Kubernetes itself knows nothing

    for each in known:
        kubernetes_validate.validate(each, release, strict=True)

    assert {"Deployment", "Service", "PodDisruptionBudget"} <= {each["kind"] for each in known}


def test_kubernetes_would_not_take_what_is_wrong() -> None:
    deployment = of_kind(made("plain"), "Deployment")
    deployment["spec"]["template"]["spec"]["containers"][0]["securityContext"]["readonlyRootFilesystem"] = True

    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(deployment, RELEASES[0], strict=True)


def test_every_pod_is_held_short() -> None:
    manifests = made("aura")

    for each in (of_kind(manifests, "Deployment"), of_kind(manifests, "Job")):
        pod = pod_of(each)
        (container,) = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert not pod["automountServiceAccountToken"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["limits"]["memory"]
        assert not [variable for variable in container["env"] if "PASSWORD" in variable["name"]]


def test_they_run_as_the_user_of_the_image_and_write_where_it_does() -> None:
    image = CONTAINERFILE.read_text(encoding="utf-8")
    pod = pod_of(of_kind(made("aura"), "Deployment"))
    mounts = {each["mountPath"] for each in pod["containers"][0]["volumeMounts"]}

    assert re.findall(r"^USER (\d+)", image, re.M) == [str(pod["securityContext"]["runAsUser"])]
    assert mounts == {"/var/cache/mueang", "/var/lib/mueang", "/run/secrets/mueang", "/tmp"}  # noqa: S108


def test_what_they_are_told_are_settings_with_values_that_they_take(manifests: list[dict[str, Any]]) -> None:
    for each in manifests:
        if each["kind"] in {"Deployment", "Job"}:
            variables = {one["name"]: one["value"] for one in pod_of(each)["containers"][0]["env"]}
            assert unknown(variables) == []
            assert len(variables) == len(pod_of(each)["containers"][0]["env"])
            assert read({key: value for key, value in variables.items() if key != "MUEANG_SECRETS"}).neo4j_uri


def test_dumps_are_kept_where_there_is_a_volume_whatever_the_image_says() -> None:
    said = {}
    for name in NAMES:
        (container,) = pod_of(of_kind(made(name), "Deployment"))["containers"]
        mounts = {each["mountPath"] for each in container["volumeMounts"]}
        told = {each["name"]: each["value"] for each in container["env"]}
        said[name] = (told.get("MUEANG_DATA"), "/var/lib/mueang" in mounts)

    assert "MUEANG_DATA=/var/lib/mueang" in CONTAINERFILE.read_text(encoding="utf-8")
    assert said == {"aura": ("/var/lib/mueang", True), "bare": ("", False), "plain": ("", False)}


def test_who_scales_does_not_say_how_many() -> None:
    manifests = made("aura")
    metrics = of_kind(manifests, "HorizontalPodAutoscaler")["spec"]["metrics"]

    assert "replicas" not in of_kind(manifests, "Deployment")["spec"]
    assert [each["type"] for each in metrics] == ["Resource", "Pods"]


def test_the_probes_are_those_that_the_server_has() -> None:
    (container,) = pod_of(of_kind(made("plain"), "Deployment"))["containers"]
    asked = {name: container[name]["httpGet"]["path"] for name in container if name.endswith("Probe")}

    assert asked == {"startupProbe": "/livez", "livenessProbe": "/livez", "readinessProbe": "/readyz"}
