"""What the lists of every noun can be narrowed to and ordered by."""

from dataclasses import replace

from graph.model import Record
from graph.queries import (
    about,
    agency,
    approval_round,
    area_kind,
    award,
    caution,
    city,
    committee,
    correction,
    criterion,
    decision,
    dimension,
    disagreement,
    emblem,
    event,
    gap,
    indicator,
    initiative,
    observation,
    obstacle,
    office,
    part,
    person,
    privilege,
    project,
    promotion_zone,
    province,
    region,
    source,
    stage,
)
from graph.queries.table import Table

NOUNS = (
    region.TABLE,
    province.TABLE,
    area_kind.TABLE,
    dimension.TABLE,
    person.TABLE,
    city.TABLE,
    agency.TABLE,
    committee.TABLE,
    office.TABLE,
    stage.TABLE,
    approval_round.TABLE,
    decision.TABLE,
    emblem.TABLE,
    event.TABLE,
    project.TABLE,
    criterion.TABLE,
    privilege.TABLE,
    indicator.TABLE,
    initiative.TABLE,
    observation.TABLE,
    award.TABLE,
    obstacle.TABLE,
    promotion_zone.TABLE,
    disagreement.TABLE,
    gap.TABLE,
    caution.TABLE,
    correction.TABLE,
    source.TABLE,
    *part.TABLES,
)

SAID_ABOUT = (
    about.OBSERVATIONS,
    about.EVENTS,
    about.OBSTACLES,
    about.DISAGREEMENTS,
    about.GAPS,
    about.CAUTIONS,
    about.CORRECTIONS,
    about.ALIASES,
)


def with_what_is_said(table: Table) -> Table:
    """The table of a noun with the relations from whatever is said about it."""
    words = [word for word, label in about.LABELS.items() if label == table.record.__name__]
    said = tuple(reads[word] for reads in SAID_ABOUT for word in words if word in reads)
    return replace(table, follows=(*table.follows, *said))


TABLES: dict[type[Record], Table] = {table.record: with_what_is_said(table) for table in NOUNS}
"""The table of every noun, by its record."""
