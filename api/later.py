"""How an edge points back to a module that imports this one: by name."""

from functools import cache
from typing import Annotated, Any, ForwardRef

from strawberry.types.lazy_type import LazyType, StrawberryLazyReference


class Later(LazyType[Any, Any]):
    """A type by its name, looked up once: the library asks for it some thousand times while it builds the schema."""

    @cache  # noqa: B019 # there are as many as types
    def resolve_type(self) -> type[Any]:
        return super().resolve_type()


class InModule(StrawberryLazyReference):
    """The module in which a type is looked up when all are there."""

    def resolve_forward_ref(self, forward_ref: ForwardRef) -> LazyType[Any, Any]:
        return Later(forward_ref.__forward_arg__, self.module)


def later(noun: str) -> Any:
    """The type of a noun, in the module of its name: `later("City")`."""
    return Annotated[noun, InModule(f"api.schema.{snake(noun)}")]


def later_list(noun: str) -> Any:
    """A list of things of a noun."""
    return list[later(noun)]  # type: ignore[misc] # by name


def snake(noun: str) -> str:
    """The module that describes a noun: `ApprovalRound` is in `approval_round`."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in noun).lstrip("_")


def later_input(name: str) -> Any:
    """An input that narrows or orders, by its name."""
    return Annotated[name, InModule("api.schema.filter")]
