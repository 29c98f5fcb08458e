"""Reads that start from a city."""

from graph import model
from graph.queries import status
from graph.queries.compose import by_id, listing, single, single_fact, traversal
from graph.queries.table import Derived, Grouping, Kind, Table

BY_ID = by_id("city.by_id", "City", model.City)
LIST = listing("city.list", "City", model.City)
PROVINCE = single("city.province", "City", model.Province, "(start)-[:LOCATED_IN]->(node:Province)")
PROVINCE_FACT = single_fact("city.province_fact", "City", model.Province, "(start)-[edge:LOCATED_IN]->(node:Province)")
KIND = single_fact("city.kind", "City", model.AreaKind, "(start)-[edge:OF_KIND]->(node:AreaKind)")
DIMENSIONS = traversal("city.dimensions", "City", model.Dimension, "(start)-[edge:COVERS]->(node:Dimension)")
OPERATORS = traversal("city.operators", "City", model.Agency, "(start)<-[edge:OPERATES]-(node:Agency)")
PROPOSERS = traversal("city.proposers", "City", model.Agency, "(start)<-[edge:PROPOSED]-(node:Agency)")
PARTICIPANTS = traversal("city.participants", "City", model.Agency, "(start)<-[edge:TAKES_PART_IN]-(node:Agency)")
POSSIBLY_SAME_AS = traversal("city.possibly_same_as", "City", model.City, "(start)-[edge:POSSIBLY_SAME_AS]-(node:City)")
DISTINCT_FROM = traversal("city.distinct_from", "City", model.City, "(start)-[edge:DISTINCT_FROM]-(node:City)")
DECISIONS = traversal("city.decisions", "City", model.Decision, "(start)<-[:ON]-(node:Decision)")
ROUNDS = traversal(
    "city.rounds", "City", model.ApprovalRound, "(start)<-[:ON]-(via:Decision)-[:TAKEN_IN]->(node:ApprovalRound)"
)
EMBLEMS = traversal("city.emblems", "City", model.Emblem, "(start)<-[:AWARDED_TO]-(node:Emblem)")
PROJECTS = traversal("city.projects", "City", model.Project, "(start)<-[edge:DEVELOPS]-(node:Project)")
ZONES = traversal(
    "city.promotion_zones", "City", model.PromotionZone, "(start)<-[edge:POSSIBLY_SAME_AS]-(node:PromotionZone)"
)
INITIATIVES = traversal("city.initiatives", "City", model.Initiative, "(start)-[edge:MEMBER_OF]->(node:Initiative)")

FIELDS = ("id", "name_th", "name_en", "extent", "district_th", "synthetic")

TABLE = Table(
    model.City,
    FIELDS,
    (
        PROVINCE,
        KIND,
        DIMENSIONS,
        OPERATORS,
        PROPOSERS,
        PARTICIPANTS,
        POSSIBLY_SAME_AS,
        DISTINCT_FROM,
        DECISIONS,
        ROUNDS,
        EMBLEMS,
        PROJECTS,
        ZONES,
        INITIATIVES,
    ),
    (
        Grouping("province", ("province",)),
        Grouping("region", ("province", "region")),
        Grouping("dimension", ("dimensions",)),
        Grouping("operator", ("operators",)),
        Grouping("operator_kind", ("operators",), "kind"),
        Grouping("area_kind", ("kind",)),
        Grouping("extent", (), "extent"),
        Grouping("status", (), "status"),
        Grouping("approved", (), "approved"),
        Grouping("handed_over", (), "handed_over"),
        Grouping("in_force", (), "in_force"),
        Grouping("year_of_approval", (), "approved_on", year=True),
    ),
    {
        "status": Derived(status.status, Kind.CHOICE, model.Status, ("decisions",)),
        "approved": Derived(
            lambda city, day: status.answer(status.approval(city, day)), Kind.CHOICE, model.Answer, ("decisions",)
        ),
        "handed_over": Derived(
            lambda city, day: status.answer(status.handover(city, day)), Kind.CHOICE, model.Answer, ("emblems",)
        ),
        "in_force": Derived(
            lambda city, day: status.answer(status.validity(city, day)),
            Kind.CHOICE,
            model.Answer,
            ("decisions", "emblems"),
        ),
        "approved_on": Derived(status.approved_on, Kind.DATE, turns=("decisions",)),
    },
    ordered=True,
)
