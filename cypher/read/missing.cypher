// Those of the ids that neither an entity, a document nor a passage has.
// ---
UNWIND $ids AS id
OPTIONAL MATCH (entity:Entity {id: id})
OPTIONAL MATCH (document:Document {id: id})
OPTIONAL MATCH (passage:Passage {id: id})
WITH id
WHERE entity IS NULL AND document IS NULL AND passage IS NULL
RETURN collect(id) AS missing
