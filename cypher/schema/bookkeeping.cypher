// What has to be there before anything else: which migrations were applied, and whose turn it is to write.
// ---
CREATE CONSTRAINT policygraph_lock IF NOT EXISTS FOR (n:__PolicygraphLock) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT neo4j_migration IF NOT EXISTS FOR (n:__Neo4jMigration) REQUIRE n.version IS UNIQUE;
