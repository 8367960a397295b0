// Deletes relationships that no passage supports any longer.
// ---
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})-[relationship]->(target:Entity {id: row.target})
WHERE type(relationship) = row.type
DELETE relationship
