"""Every environment variable, read once, typed; what is secret may stand in files instead."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from platformdirs import user_cache_path
from pydantic import AfterValidator, DirectoryPath, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SecretsSettingsSource, SettingsConfigDict

from api import front, listening, log
from api.build import Build
from api.document.limits import Limits
from api.key import Key
from api.reporting import Reports, checked
from graph import address


@dataclass(frozen=True, slots=True)
class Terms:
    """
    On which terms clients are answered.

    How much a request may ask, whether only those known by name are answered, and how many points a client may spend
    in a window of seconds; `keys` are clients with more. `compiled` says whether operations run by plans, `joined`
    whether requests share the reads that they ask for at the same time, and `rows` how many rows of the graph each
    process remembers, `answers` how many bytes of answers.
    """

    limits: Limits = field(default_factory=Limits)
    trusted_only: bool = False
    points: int = 1_000_000
    window: int = 60
    keys: Mapping[str, Key] = field(default_factory=dict)
    redis_url: str | None = None
    reports: Reports | None = None
    """Where clients may report errors."""
    compiled: bool = True
    joined: bool = True
    rows: int = 50_000
    answers: int = 32_000_000


class Settings(BaseSettings):
    """
    What the environment says; an empty text says nothing.

    Without `NEO4J_URI` the embedded engine is started; with it, that server is used and nothing is started. What is
    not in the environment is looked for in the directory of secrets, where any setting may stand.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True, env_ignore_empty=True)

    neo4j_uri: Annotated[str, AfterValidator(address.checked)] | None = Field(
        default=None, description="bolt:// or neo4j:// address of a Neo4j server."
    )
    neo4j_username: str = Field(default="neo4j", description="User of that server.")
    neo4j_password: SecretStr = Field(default=SecretStr(""), description="Password of that user.")
    neo4j_database: str = Field(default="neo4j", description="Name of the database on that server.")
    mueang_deadline: float = Field(
        default=5.0, gt=0, le=60, description="Seconds after which a read of the graph is given up."
    )
    mueang_poll: float = Field(
        default=1.0, gt=0, le=60, description="Seconds between two looks at which release is served."
    )
    mueang_heap: str = Field(
        default="512m", pattern=r"^\d+[mg]$", description="Heap of the embedded engine, as 512m or 2g."
    )
    mueang_seeds: Path | None = Field(
        default=None, description="Directory of the seed files; the ones that came with the program by default."
    )
    mueang_cache: Path = Field(
        default_factory=lambda: user_cache_path("mueang"),
        description="Directory for the embedded engine's files and for the indexes of search.",
    )
    mueang_data: Path | None = Field(
        default=None,
        description="Directory of the dumps, which all processes can read; without it none are written or served.",
    )
    mueang_leashed: bool = Field(
        default=False, description="Whether a worker ends when its parent does; set by `mueang serve`."
    )
    mueang_limits: Limits = Field(
        default=Limits(),
        description='The most that a request may ask, as JSON: {"tokens": 1000}; others stay as they are.',
    )
    mueang_trusted_only: bool = Field(
        default=False, description="Whether only the example operations are answered, by their names."
    )
    mueang_compiled: bool = Field(
        default=True, description="Whether operations are compiled; without, graphql-core executes them all, slower."
    )
    mueang_joined: bool = Field(
        default=True, description="Whether requests share the reads that they ask for at the same time."
    )
    mueang_rows: int = Field(
        default=50_000, ge=0, description="Rows of the graph that each process remembers; with 0, all are read anew."
    )
    mueang_answers: int = Field(
        default=32_000_000, ge=0, description="Bytes of answers that each process remembers; with 0, none."
    )
    mueang_points: int = Field(default=1_000_000, gt=0, description="Points that a client may spend in a window.")
    mueang_window: int = Field(default=60, gt=0, description="Seconds of such a window.")
    mueang_keys: dict[str, Key] = Field(
        default_factory=dict,
        description='Clients with points of their own, as JSON: {"name": {"sha256": "hash of the key", "points": 5}}.',
    )
    mueang_proxies: str = Field(
        default="", description="Addresses or networks of proxies, between commas, whose forwarded headers count."
    )
    mueang_reports: Annotated[str, AfterValidator(checked)] | None = Field(
        default=None,
        description="Where errors in the data are reported: mailto: and an address, or the address of a form, in which"
        " {fact}, {release}, {day}, {title} and {text} are filled in.",
    )
    mueang_site: Annotated[str, AfterValidator(front.site)] | None = Field(
        default=None,
        description="Address under which the server is known, as https://mueang.example.org; else what requests say.",
    )
    mueang_security: Annotated[str, AfterValidator(front.contact)] | None = Field(
        default=None, description="Whom to tell of a hole in the server: mailto: and an address, or that of a page."
    )
    mueang_mcp: bool = Field(
        default=False, description="Whether assistants have a door at /mcp; needs the extra `mueang[mcp]`."
    )
    redis_url: SecretStr | None = Field(
        default=None, description="redis:// address of a Redis in which all processes count the points of clients."
    )
    mueang_log: str = Field(default="INFO", description="Least severity that is logged: DEBUG, INFO, WARNING, ERROR.")
    mueang_logs: log.Form = Field(
        default=log.Form.TEXT, description="Form of the log: `text` for people, or `json`, an object a line."
    )
    mueang_metrics: Annotated[str, AfterValidator(listening.checked)] | None = Field(
        default=None,
        description="Host and port at which metrics are told to Prometheus, as 127.0.0.1:9464; without it none are.",
    )
    mueang_trace_documents: bool = Field(
        default=False,
        description="Whether traces hold the documents of operations, and the values in them.",
    )
    mueang_commit: str | None = Field(default=None, description="The commit that the program was made of.")
    otel_exporter_otlp_endpoint: str | None = Field(
        default=None, description="Where traces are sent by OTLP over HTTP; needs the extra `mueang[otel]`."
    )
    otel_exporter_otlp_traces_endpoint: str | None = Field(
        default=None, description="The same, for traces alone, as a whole address."
    )
    otel_sdk_disabled: str = Field(default="false", description="With `true`, no traces are made in any case.")
    otel_traces_exporter: str = Field(default="otlp", description="`otlp`, or `none` for no traces.")
    mueang_secrets: DirectoryPath | None = Field(
        default=None, description="Directory of files, each named as a setting in small letters, that hold its value."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 # the library passes it by name
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 # as above: it knows its directory too early
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is looked through, the first first; of a directory that is not there, `mueang_secrets` complains."""
        place = os.environ.get("MUEANG_SECRETS")
        secret = (SecretsSettingsSource(settings_cls, place),) if place and Path(place).is_dir() else ()
        return (init_settings, env_settings, *secret)

    @property
    def terms(self) -> Terms:
        """On which terms clients are answered."""
        return Terms(
            self.mueang_limits,
            self.mueang_trusted_only,
            self.mueang_points,
            self.mueang_window,
            self.mueang_keys,
            self.redis_url.get_secret_value() if self.redis_url else None,
            self.reports,
            self.mueang_compiled,
            self.mueang_joined,
            self.mueang_rows,
            self.mueang_answers,
        )

    @property
    def metrics(self) -> listening.Place | None:
        """Where metrics are told."""
        return listening.place(self.mueang_metrics) if self.mueang_metrics else None

    @property
    def traced(self) -> bool:
        """Whether traces are made: the standard's variables say where they are sent, and may forbid them."""
        sent = self.otel_exporter_otlp_endpoint or self.otel_exporter_otlp_traces_endpoint
        return bool(sent) and self.otel_sdk_disabled.lower() != "true" and self.otel_traces_exporter != "none"

    @property
    def build(self) -> Build:
        """What was installed."""
        return Build.here(self.mueang_commit)

    @property
    def reports(self) -> Reports | None:
        """Where errors are reported."""
        return Reports(self.mueang_reports) if self.mueang_reports else None

    @property
    def front(self) -> front.Front:
        """How the server shows itself."""
        return front.Front(self.mueang_site, self.mueang_security, self.mueang_mcp)


SECRET = ("mueang_keys", "neo4j_password", "neo4j_uri", "redis_url")
"""Settings of which nothing is shown: hashes of keys stand in one, and by mistake perhaps the keys, or a password."""


PACKAGED = Path(__file__).resolve().parent
"""Where this package stands."""


SHELF = "search"
"""The directory of the indexes of search, in that of the cache."""


def seeds_directory(settings: Settings) -> Path:
    """Where the seed files are: as set, beside the code in a checkout, or inside the installed package."""
    if settings.mueang_seeds is not None:
        return settings.mueang_seeds
    checkout = PACKAGED.parent / "seeds"
    return checkout if checkout.is_dir() else PACKAGED.parent / "graph" / "seeds"


def shipped(name: str) -> Path:
    """Where a file or directory is that came with the program: beside this module, or in a checkout at its top."""
    packaged = PACKAGED / name
    return packaged if packaged.exists() else PACKAGED.parent / name


def schema_file() -> Path:
    """Where the printed schema is."""
    return shipped("schema.graphql")
