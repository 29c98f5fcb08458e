"""Reads that start from a dimension, and from the cities of which no dimension is on record."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("dimension.by_id", "Dimension", model.Dimension)
LIST = listing("dimension.list", "Dimension", model.Dimension)
CITIES = traversal("dimension.cities", "Dimension", model.City, "(start)<-[edge:COVERS]-(node:City)")
PROJECTS = traversal("dimension.projects", "Dimension", model.Project, "(start)<-[edge:COVERS]-(node:Project)")
CRITERIA = traversal("dimension.criteria", "Dimension", model.Criterion, "(start)<-[edge:COVERS]-(node:Criterion)")
PRIVILEGES = traversal("dimension.privileges", "Dimension", model.Privilege, "(start)<-[edge:COVERS]-(node:Privilege)")
RANKINGS = traversal(
    "dimension.rankings", "Dimension", model.Observation, "(start)<-[:IN_DIMENSION]-(node:Observation)"
)

UNKNOWN_CITIES = listing(
    "dimension.unknown_cities",
    "City",
    model.City,
    "NOT EXISTS { MATCH (node)-[covers:COVERS]->(:Dimension) WHERE covers.confidence <> 'low' }",
)

TABLE = Table(
    model.Dimension,
    (
        "id",
        "name_th",
        "name_en",
    ),
    (CITIES, PROJECTS, CRITERIA, PRIVILEGES, RANKINGS),
)
