// The migrations that were applied: version, file and checksum.
// ---
MATCH (migration:__Neo4jMigration)
RETURN collect([migration.version, migration.source, migration.checksum]) AS migrations
