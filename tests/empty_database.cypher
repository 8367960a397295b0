// In batches: one transaction that deletes everything meets the server's memory limit. Which migrations were applied stays known.
MATCH (n)
WHERE NOT n:__Neo4jMigration
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 10000 ROWS
