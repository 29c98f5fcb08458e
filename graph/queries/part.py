"""Reads that answer with the parts of things: names, attestations, incentives, sides of a disagreement."""

from graph import model
from graph.queries.compose import by_id
from graph.queries.table import Table

ALIAS = by_id("alias.by_id", "Alias", model.Alias)
ATTESTATION = by_id("attestation.by_id", "Attestation", model.Attestation)
INCENTIVE = by_id("incentive.by_id", "Incentive", model.Incentive)
STATEMENT = by_id("statement.by_id", "Statement", model.Statement)

TABLES = (
    Table(model.Alias, ("id", "name", "basis")),
    Table(model.Attestation, ("id", "date")),
    Table(model.Incentive, ("id", "kind", "case", "years", "percent", "capped")),
    Table(model.Statement, ("id", "derived", "preferred")),
)
