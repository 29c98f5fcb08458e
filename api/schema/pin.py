"""The directive `@release`: the whole operation from a release that was served before, while it is kept."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graphql import (
    DirectiveLocation,
    GraphQLArgument,
    GraphQLDirective,
    GraphQLID,
    GraphQLNonNull,
    OperationDefinitionNode,
)

from api.errors import UserError
from api.page import LONGEST_SHOWN
from api.schema.directive import values_of
from graph.dumping import release as dump
from graph.model import Release

ID = re.compile(r"[0-9a-f]{16}")

RELEASE = GraphQLDirective(
    name="release",
    locations=[DirectiveLocation.QUERY],
    args={"id": GraphQLArgument(GraphQLNonNull(GraphQLID), description="The id that `release { id }` told.")},
    description="Answer the whole query from a release of the data that was served before (ข้อมูลรุ่นก่อน), so that what"
    " was cited from it can be seen as it was. Without it, the release served now answers. The one before it is kept;"
    " of one that is not kept any more, the error `RELEASE_GONE` says where its dump is. The day of the world is"
    " another matter: `@asOf` names it, and may stand beside it.",
)


def nonsense(value: Any) -> UserError:
    """The complaint about what is no id of a release."""
    shown = repr(value[:LONGEST_SHOWN] if isinstance(value, str) else value)[: LONGEST_SHOWN + 2]
    return UserError(
        f"{shown} is no id of a release: give one as `release {{ id }}` tells it, of 16 hexadecimal digits"
    )


def gone(release_id: str, kept: Iterable[str], dumps: Path | None) -> UserError:
    """The complaint about a release that is not kept, with where its dump is, and what is kept."""
    if dumps is not None and dump.kept(dumps / release_id):
        where = f"its dump is kept: /data/{release_id}/{dump.SUMS} lists the files that stand beside it"
    else:
        where = "there is no dump of it here"
    named = ", ".join(repr(each) for each in kept)
    message = f"release {release_id!r} is not kept in the graph; {where}; ask {named}, or leave `@release` out"
    return UserError(message, "RELEASE_GONE")


def release_asked(
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    releases: Mapping[str, Release],
    dumps: Path | None,
) -> Release | None:
    """The release that an operation asks; none where it does not say. Raises `UserError`."""
    for value in values_of(operation, variables, RELEASE.name):
        found = releases.get(value) if isinstance(value, str) else None
        if found is not None:
            return found
        if not isinstance(value, str) or not ID.fullmatch(value):
            raise nonsense(value)
        raise gone(value, releases, dumps)
    return None
