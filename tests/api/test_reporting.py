"""The address at which an error is reported: it says by itself which fact, release and day are meant."""

from urllib.parse import parse_qs, urlsplit

import pytest

from api.reporting import Reports, checked
from api.settings import Settings

FORM = "https://example.org/report?id={fact}&release={release}&day={day}&title={title}&text={text}"


def test_a_form_gets_what_is_reported_as_it_is() -> None:
    fact = "city:phuket city_operators agency:a&b=ค/d?#"

    address = Reports(checked(FORM)).address(fact, "release-1", "2025-12-31")

    asked = {name: value for name, (value,) in parse_qs(urlsplit(address).query, strict_parsing=True).items()}
    assert address.isascii()
    assert " " not in address
    assert {name: asked[name] for name in ("id", "release", "day", "title")} == {
        "id": fact,
        "release": "release-1",
        "day": "2025-12-31",
        "title": f"Error in {fact} · แจ้งข้อผิดพลาด",
    }
    assert asked["text"].splitlines()[-2:] == [fact, "release release-1, as of 2025-12-31"]


def test_an_address_of_mail_alone_gets_a_subject_and_a_text_whose_lines_end_as_in_mail() -> None:
    address = Reports(checked("mailto:data@example.org")).address("city:phuket", "release-1", "2025-12-31")

    parts = urlsplit(address)
    (subject,), (body,) = (parse_qs(parts.query)[name] for name in ("subject", "body"))
    assert (parts.scheme, parts.path) == ("mailto", "data@example.org")
    assert subject == "Error in city:phuket · แจ้งข้อผิดพลาด"
    assert body.startswith("What is wrong (ข้อมูลที่ผิด):\r\n\r\n")
    assert "%0D%0A" in address
    assert "+" not in parts.query, "in mail a plus is no space"


def test_a_fact_that_looks_like_a_place_is_not_filled_in() -> None:
    assert Reports("https://example.org/{fact}").address("{release}", "r", "d") == "https://example.org/%7Brelease%7D"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("data@example.org", "begins with none of https://, http://, mailto:"),
        ("javascript:alert({fact})", "begins with none of"),
        ("https://example.org/report", "does not say which fact is meant"),
        ("https://example.org/report?release={release}", "does not say which fact is meant"),
        ("https://example.org/report?id={id}", "has {id}, which is none of {fact}, {release}, {day}, {title}, {text}"),
        ("https://example.org/{}?id={fact}", "has {}, which is none of"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(template: str, words: str) -> None:
    with pytest.raises(ValueError, match=r"^(begins|does|has)") as refused:
        checked(template)

    assert words in str(refused.value)


def test_the_environment_names_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MUEANG_REPORTS", raising=False)
    unset = Settings()
    monkeypatch.setenv("MUEANG_REPORTS", "mailto:data@example.org")

    assert unset.terms.reports is None
    assert Settings().terms.reports == Reports("mailto:data@example.org?subject={title}&body={text}")


def test_an_environment_that_leads_nowhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUEANG_REPORTS", "https://example.org/report")

    with pytest.raises(ValueError, match="does not say which fact is meant"):
        Settings()
