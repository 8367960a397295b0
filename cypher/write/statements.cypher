// Keeps what each document states of an entity.
// ---
UNWIND $rows AS row
MATCH (document:Document {id: row.document})
MATCH (entity:Entity {id: row.entity})
CREATE (document)-[statement:DESCRIBES]->(entity)
SET statement = row.fields
