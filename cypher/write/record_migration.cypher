// Records a migration that has been applied.
// ---
MERGE (migration:__Neo4jMigration {version: $version})
SET migration.source = $source,
    migration.description = $description,
    migration.type = 'CYPHER',
    migration.checksum = $checksum,
    migration.applied_at = datetime()
