// The nouns and relations that the benchmark asks for, as they stand in the graph.
const named = `
  id: String!
  key: String!
  sort: String!
  name_th: String
  name_en: String
`;

export const typeDefs = `
  type City @node @fulltext(indexes: [{ indexName: "peer_city_name", queryName: "citiesByName", fields: ["name_en"] }]) {
    ${named}
    extent: String
    synthetic: Boolean
    province: [Province!]! @relationship(type: "LOCATED_IN", direction: OUT)
    operators: [Agency!]! @relationship(type: "OPERATES", direction: IN)
    projects: [Project!]! @relationship(type: "DEVELOPS", direction: IN)
  }

  type Province @node {
    ${named}
    code: String!
    cities: [City!]! @relationship(type: "LOCATED_IN", direction: IN)
  }

  type Project @node {
    ${named}
    operators: [Agency!]! @relationship(type: "OPERATES", direction: IN)
  }

  type Agency @node {
    ${named}
    kind: String!
    cities: [City!]! @relationship(type: "OPERATES", direction: OUT)
  }
`;
