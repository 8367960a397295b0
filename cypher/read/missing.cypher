// Those of the ids that no entity has.
// ---
UNWIND $ids AS id
OPTIONAL MATCH (entity:Entity {id: id})
WITH id, entity
WHERE entity IS NULL
RETURN collect(id) AS missing
