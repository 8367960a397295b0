// Gives entities the properties that follow from all statements about them.
// ---
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
SET entity = row.properties
