// Serves the graph that Mueang serves, by @neo4j/graphql and Apollo Server, in as many processes as PROCESSES says.
import cluster from "node:cluster";

import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

import { typeDefs } from "./types.mjs";

const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, PORT, PROCESSES } = process.env;

if (cluster.isPrimary && Number(PROCESSES) > 1) {
  for (let started = 0; started < Number(PROCESSES); started += 1) cluster.fork();
} else {
  const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD));
  const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
  await startStandaloneServer(new ApolloServer({ schema }), { listen: { host: "127.0.0.1", port: Number(PORT) } });
}
