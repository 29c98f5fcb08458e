"""The measures as they stand on a day: each version with its criteria and incentives, and which are in force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.assessment import words
from graph.assessment.finding import Standing
from graph.assessment.record import CriterionTerms, IncentiveTerms, PrivilegeTerms
from graph.model import Activity, CriterionKind, Privilege, Requirement, ThingId


@dataclass(frozen=True, slots=True)
class Measure:
    """One version of a measure for one activity."""

    terms: PrivilegeTerms
    criteria: tuple[CriterionTerms, ...]
    incentives: tuple[IncentiveTerms, ...]

    @property
    def privilege(self) -> Privilege:
        """The version itself."""
        return self.terms.privilege

    @property
    def id(self) -> ThingId:
        """The id of the version."""
        return self.terms.privilege.id

    @property
    def in_force(self) -> bool:
        """Whether nothing on record has replaced it."""
        return not self.terms.successors

    @property
    def standing(self) -> Standing:
        """Whether it is in force, and what says so."""
        return Standing(
            in_force=self.in_force,
            since=self.privilege.approved,
            replaced=next(iter(self.terms.replaced), None),
            successor=next(iter(self.terms.successors), None),
            said=words.IN_FORCE if self.in_force else words.SUPERSEDED,
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """Every measure that there is on a day, oldest first, and the criteria of the emblem itself."""

    by_id: Mapping[ThingId, Measure]
    emblem: Mapping[Requirement, CriterionTerms]

    def __iter__(self) -> Iterator[Measure]:
        return iter(self.by_id.values())

    def of(self, name: str, activity: Activity) -> Measure | None:
        """The version in force of a measure for an activity: the one named, or the last that has replaced it."""
        found = next(
            (each for each in self if (each.privilege.measure, each.privilege.activity) == (name, activity)), None
        )
        seen = set()
        while found is not None and not found.in_force and found.id not in seen:
            seen.add(found.id)
            found = self.by_id.get(found.terms.successors[0])
        return found

    def in_force(self, activity: Activity | None = None) -> list[Measure]:
        """The versions in force, for an activity or for all."""
        return [each for each in self if each.in_force and activity in {None, each.privilege.activity}]

    def alongside(self, measure: Measure) -> list[Measure]:
        """Other versions in force for the same activity: the documents do not say which prevails."""
        if not measure.in_force:
            return []
        return [each for each in self.in_force(measure.privilege.activity) if each.id != measure.id]

    def asked(self, measure: Measure) -> Iterator[tuple[Measure, CriterionTerms]]:
        """
        Every criterion to be judged, with the version that asks for it, in order.

        First its own, then those of earlier versions that stand beside it, then what is said of the emblem in general.
        """
        earlier = [each for each in self.alongside(measure) if before(each, measure)]
        general = [each for each in self if each.privilege.activity is Activity.GENERAL and each.id != measure.id]
        for each in (measure, *earlier):
            yield from ((each, criterion) for criterion in each.criteria)
        for each in general:
            yield from (
                (each, criterion) for criterion in each.criteria if criterion.criterion.asks is Requirement.EMBLEM
            )


def before(one: Measure, other: Measure) -> bool:
    """Whether one version is older than another, both being dated."""
    first, second = one.privilege.approved, other.privilege.approved
    return first is not None and second is not None and first < second


def measures_of(
    privileges: Iterable[PrivilegeTerms], criteria: Iterable[CriterionTerms], incentives: Iterable[IncentiveTerms]
) -> Measures:
    """The measures that terms make up."""
    by_id = {each.criterion.id: each for each in criteria}
    given = tuple(incentives)
    made = {
        terms.privilege.id: Measure(
            terms,
            tuple(by_id[each] for each in terms.criteria if each in by_id),
            tuple(each for each in given if each.privilege == terms.privilege.id),
        )
        for terms in sorted(privileges, key=lambda terms: (terms.privilege.approved or "9999", terms.privilege.id))
    }
    emblem = {
        each.criterion.asks: each
        for each in by_id.values()
        if each.criterion.kind is CriterionKind.EMBLEM and each.criterion.asks is not None
    }
    return Measures(made, emblem)
