"""A small schema with every kind of field that a table meets, and tables asked of it."""

from typing import Any

from graphql import build_schema, parse, validate

from api.tabular.table import Table, table_of

SCHEMA = build_schema("""
type Query {
  release: Release!
  counts: Counts!
  city(id: ID): City
  cities(first: Int): CityConnection!
  things: [Node]!
  found: [Found!]!
  groups: [Group!]!
}
interface Node { id: ID! }
union Found = City | Province
type Release { id: ID! }
type Counts { approved: Int! }
type Name { th: String en: String }
type Source { title: String url: String supports: [Node!]! }
type PageInfo { hasNextPage: Boolean! }
type City implements Node {
  id: ID!
  name: Name
  kind: String
  area: Float
  counts: Counts!
  tags: [String!]
  province: Province
  twins: [City!]
  operators: AgencyConnection!
  decisions: [Decision!]!
  sources: [Source!]!
}
type CityConnection { totalCount: Int! pageInfo: PageInfo! nodes: [City!]! edges: [CityEdge!]! }
type CityEdge { role: String node: City sources: [Source!]! }
type Province implements Node { id: ID! name: Name cities: CityConnection! }
type Agency implements Node { id: ID! name: Name cities: CityConnection! sources: [Source!]! }
type AgencyConnection {
  totalCount: Int!
  knowledge: String!
  pageInfo: PageInfo!
  nodes: [Agency!]!
  edges: [AgencyEdge!]!
}
type AgencyEdge { role: String node: Agency! sources: [Source!]! }
type Decision implements Node { id: ID! text: String sources: [Source!]! }
type Group { count: Int! keys: [GroupKey!]! cities: CityConnection! }
type GroupKey { by: String! value: String node: Node }
""")


def table(query: str, name: str | None = None, variables: dict[str, Any] | None = None) -> Table:
    """The table that a valid query asks for."""
    document = parse(query)
    assert validate(SCHEMA, document) == []
    return table_of(SCHEMA, document, name, variables)
