"""
Official totals: which records report one, of which day, and what in the graph can be counted beside it.

A number of cities or provinces means little by itself: approved by one decision, approved by that day in the whole
country, handed the emblem by that day. What a record counts follows from its metric and from what it is about.
"""

from collections.abc import Mapping

from graph import model, seed
from graph.model import Metric, TotalBasis

TOTALS = {
    Metric.APPROVED,
    Metric.CERTIFIED,
    Metric.HANDED_OVER,
    Metric.RENEWED,
    Metric.FOLLOWED_UP,
    Metric.PROVINCES,
    Metric.PROMOTION_ZONES,
}
"""The metrics of observations that are official totals."""

CUMULATIVE = {
    "approved": TotalBasis.APPROVED,
    "certified": TotalBasis.APPROVED,
    "handed_over": TotalBasis.HANDED_OVER,
}
"""What is counted in the whole country, by what is measured: documents call certified what was approved by then."""

ONE_DECISION = {"approved", "renewed"}
"""What is counted on one decision, if the observation is about one."""


def reports(record: model.Record) -> bool:
    """Whether a record reports an official total."""
    if isinstance(record, model.Decision | model.Event):
        return record.reported_count is not None or record.reported_provinces is not None
    return (
        isinstance(record, model.Observation)
        and record.metric in TOTALS
        and record.value is not None
        and not record.is_target
    )


def measured(record: model.Observation) -> str:
    """What a total measures: of provinces, its category says whose they are."""
    return (record.category or "") if record.metric is Metric.PROVINCES else record.metric.value


def date_of(record: model.Record, dates: Mapping[str, str]) -> str | None:
    """The date of a total: its own or, of an observation without one, that of the occasion it is about."""
    own = getattr(record, "date", None) or dates.get(record.id)  # type: ignore[attr-defined] # whatever reports has one
    if own or not isinstance(record, seed.Observation):
        return own
    return max((dates[each] for each in record.about if each in dates), default=None)


def basis_of(record: model.Record, date: str | None) -> TotalBasis:
    """What in the graph can be counted beside a total."""
    if isinstance(record, model.Decision):
        return TotalBasis.DECISION
    if isinstance(record, model.Event):
        return TotalBasis.EVENT
    if not isinstance(record, seed.Observation):
        return TotalBasis.NOT_ON_RECORD
    about = {each.partition(":")[0] for each in record.about}
    if measured(record) in ONE_DECISION and "decision" in about:
        return TotalBasis.DECISION
    if record.metric is Metric.PROMOTION_ZONES and "event" in about:
        return TotalBasis.EVENT
    return CUMULATIVE.get(measured(record), TotalBasis.NOT_ON_RECORD) if date else TotalBasis.NOT_ON_RECORD
