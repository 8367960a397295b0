// Takes back what the documents in $ids state of $entities.
// ---
UNWIND $entities AS id
MATCH (entity:Entity {id: id})<-[statement:DESCRIBES]-(document:Document)
WHERE document.id IN $ids
DELETE statement
