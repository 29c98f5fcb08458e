"""What every command says alike: what is wrong with the environment, with the seed files, with the database."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from pydantic import ValidationError
from pydantic_settings import SettingsError

from api import log, supervisor
from api.settings import SECRET, Settings
from graph.embedded import EngineError
from graph.errors import GraphError, LoadLockedError, SeedError

T = TypeVar("T")

SEED_PROBLEMS = 3


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
        cure = "see that the database runs and that NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD are right"
        raise click.ClickException(f"the database does not answer ({error}): {cure}") from error
    except EngineError as error:
        raise click.ClickException(str(error)) from error
