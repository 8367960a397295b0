// Deletes entities that no document describes any longer.
// ---
UNWIND $entities AS id
MATCH (entity:Entity {id: id})
WHERE NOT EXISTS { (entity)<-[:DESCRIBES]-(:Document) }
DETACH DELETE entity
