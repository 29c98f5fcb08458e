"""Reads that answer with the parts of things: names, attestations, incentives, sides of a disagreement."""

from graph import model
from graph.queries.compose import by_id

ALIAS = by_id("alias.by_id", "Alias", model.Alias)
ATTESTATION = by_id("attestation.by_id", "Attestation", model.Attestation)
INCENTIVE = by_id("incentive.by_id", "Incentive", model.Incentive)
STATEMENT = by_id("statement.by_id", "Statement", model.Statement)
