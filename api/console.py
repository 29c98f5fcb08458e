"""What every command says alike: what is wrong with the environment, with the seed files, with the database."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from pydantic import ValidationError
from pydantic_settings import SettingsError

from api import log, supervisor
from api.settings import SECRET, Settings
from graph.embedded import EngineError
from graph.errors import GraphError, GraphMismatchError, LoadLockedError, SeedError

T = TypeVar("T")

SEED_PROBLEMS = 3

SECURITY = "Neo.ClientError.Security"
"""What the code of a server begins with that does not know us."""


class SeedProblems(click.ClickException):
    """The seed files have problems: all of them are shown, a line each."""

    exit_code = SEED_PROBLEMS


def fault_of(error: Any) -> str:
    """What makes no sense in a setting; what stands in one that is secret is not shown."""
    name = error["loc"][0]
    return f"{str(name).upper()}: {error['msg']}" + ("" if name in SECRET else f" (given: {error['input']})")


def settings_read() -> Settings:
    """What the environment says, logging begun as it says; what makes no sense there is a complaint."""
    try:
        settings = Settings()
    except ValidationError as error:
        faults = "; ".join(map(fault_of, error.errors()))
        raise click.ClickException(f"{faults}: see Settings in the README") from error
    except SettingsError as error:  # what is no JSON, of which the library shows nothing
        raise click.ClickException(f"{error}: see Settings in the README") from error
    log.begin(settings.mueang_log, settings.mueang_logs)
    return settings


def words_of(error: GraphError) -> str:
    """What is wrong with the database, and the cure; what a server says that refuses is told as it says it."""
    code, message = (getattr(error.__cause__, name, None) or "" for name in ("code", "message"))
    if isinstance(error, GraphMismatchError):
        cure = "try again; if it stays so, see that the README names its version, and report it"
        return f"the database did otherwise than expected ({error}): {cure}"
    if code and not code.startswith(SECURITY):
        return f"the database refuses ({error}: {message}): see to what it names, and try again"
    cure = "see that the database runs and that NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD are right"
    return f"the database does not answer ({error}): {cure}"


def complained(action: Callable[[], T]) -> T:
    """What an action returns; its errors as complaints of the command line."""
    try:
        return action()
    except SeedError as error:
        lines = "\n".join(str(problem) for problem in error.problems)
        raise SeedProblems(f"{len(error.problems)} problems; nothing was loaded:\n{lines}") from error
    except supervisor.PortInUseError as error:
        raise click.ClickException(str(error)) from error
    except LoadLockedError as error:
        raise click.ClickException(str(error)) from error
    except GraphError as error:
        raise click.ClickException(words_of(error)) from error
    except EngineError as error:
        raise click.ClickException(str(error)) from error
