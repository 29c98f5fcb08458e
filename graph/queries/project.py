"""Reads that start from a project."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Grouping, Table

BY_ID = by_id("project.by_id", "Project", model.Project)
LIST = listing("project.list", "Project", model.Project)
CITIES = traversal("project.cities", "Project", model.City, "(start)-[edge:DEVELOPS]->(node:City)")
PROVINCES = traversal("project.provinces", "Project", model.Province, "(start)-[edge:LOCATED_IN]->(node:Province)")
DIMENSIONS = traversal("project.dimensions", "Project", model.Dimension, "(start)-[edge:COVERS]->(node:Dimension)")
OPERATORS = traversal("project.operators", "Project", model.Agency, "(start)<-[edge:OPERATES]-(node:Agency)")
PROPOSERS = traversal("project.proposers", "Project", model.Agency, "(start)<-[edge:PROPOSED]-(node:Agency)")
DECISIONS = traversal("project.decisions", "Project", model.Decision, "(start)<-[:ON]-(node:Decision)")

FIELDS = ("id", "name_th", "name_en", "kind", "stage", "date")

TABLE = Table(
    model.Project,
    FIELDS,
    (CITIES, PROVINCES, DIMENSIONS, OPERATORS, PROPOSERS, DECISIONS),
    (
        Grouping("city", ("cities",)),
        Grouping("city_province", ("cities", "province")),
        Grouping("city_region", ("cities", "province", "region")),
        Grouping("province", ("provinces",)),
        Grouping("dimension", ("dimensions",)),
        Grouping("operator", ("operators",)),
        Grouping("operator_kind", ("operators",), "kind"),
        Grouping("kind", (), "kind"),
        Grouping("stage", (), "stage"),
        Grouping("year", (), "date", year=True),
    ),
    ordered=True,
)
