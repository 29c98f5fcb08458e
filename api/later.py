"""How an edge points back to a module that imports this one: by name."""

from typing import Annotated, Any

import strawberry


def later(noun: str) -> Any:
    """The type of a noun, in the module of its name: `later("City")`."""
    return Annotated[noun, strawberry.lazy(f"api.schema.{snake(noun)}")]


def later_list(noun: str) -> Any:
    """A list of things of a noun."""
    return list[later(noun)]  # type: ignore[misc] # by name


def snake(noun: str) -> str:
    """The module that describes a noun: `ApprovalRound` is in `approval_round`."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in noun).lstrip("_")


def later_input(name: str) -> Any:
    """An input that narrows or orders, by its name."""
    return Annotated[name, strawberry.lazy("api.schema.filter")]
