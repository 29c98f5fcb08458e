"""The most that one request may ask of this server, as clients see it."""

import strawberry

from api.page import DEFAULT_SIZE, LARGEST_SIZE
from api.schema.group import MOST_GROUPS

TOO_LARGE = "Beyond it, `DOCUMENT_TOO_LARGE`."


@strawberry.type(
    description="The most that this server does for one request; whoever runs it may have changed it. A request that"
    " asks more is refused before any work is done, and its error says what to leave out."
)
class Limits:
    body: int = strawberry.field(description="Bytes of the body of a request. Beyond them, status 413.")
    head: int = strawberry.field(description="Bytes of all headers of a request together. Beyond them, status 431.")
    headers: int = strawberry.field(description="Headers of a request. Beyond them, status 431.")
    characters: int = strawberry.field(description=f"Characters of a document. {TOO_LARGE}")
    tokens: int = strawberry.field(description=f"Names, values and punctuators of a document. {TOO_LARGE}")
    nesting: int = strawberry.field(description=f"Brackets of any kind inside of each other. {TOO_LARGE}")
    aliases: int = strawberry.field(description=f"Aliases in a whole document. {TOO_LARGE}")
    directives: int = strawberry.field(description=f"Directives in a whole document. {TOO_LARGE}")
    spreads: int = strawberry.field(description=f"Uses of named fragments. {TOO_LARGE}")
    duplicates: int = strawberry.field(description=f"Times one response name in one selection set. {TOO_LARGE}")
    fields: int = strawberry.field(
        description=f"Fields, those of fragments counted wherever they are used. {TOO_LARGE}"
    )
    depth: int = strawberry.field(description=f"Fields inside of each other, through all fragments. {TOO_LARGE}")
    lists: int = strawberry.field(
        description=f"Lists of the introspection inside of each other, as `fields {{ type {{ fields`. {TOO_LARGE}"
    )
    unknown: int = strawberry.field(description=f"Fields that no type of the schema has. {TOO_LARGE}")
    values: int = strawberry.field(description=f"Values in the variables, wherever they stand in them. {TOO_LARGE}")
    cost: int = strawberry.field(
        description="Points that an operation may cost, reckoned before it runs (`@cost`). Beyond them,"
        " `COST_TOO_HIGH`; what a client may spend in all stands in `rateLimit`."
    )
    seconds: float = strawberry.field(description="Seconds that an operation may take. After them, `TIMEOUT`.")
    operations: int = strawberry.field(
        description="Operations that one process works on at once. Beyond them, `OVERLOADED`, with `Retry-After`."
    )
    arrival: float = strawberry.field(
        description="Seconds in which the head of a request must arrive, and then its body. After them, status 408."
    )
    wait: float = strawberry.field(
        description="Seconds that a request waits for its turn in one process. After them, `OVERLOADED`, with"
        " `Retry-After`."
    )

    @strawberry.field(description="Things on a page of a list, by `first` or `last`, and ids that `nodes` takes.")
    def page() -> int:
        return LARGEST_SIZE

    @strawberry.field(description="Things on a page of a list where neither `first` nor `last` is given.")
    def usual_page() -> int:
        return DEFAULT_SIZE

    @strawberry.field(description="Groups of a list, by `first`.")
    def groups() -> int:
        return MOST_GROUPS
