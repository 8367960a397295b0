// What the documents in $ids touch: their passages, and the entities they describe.
// ---
RETURN COLLECT {
  MATCH (document:Document)-[:HAS_PASSAGE]->(passage:Passage)
  WHERE document.id IN $ids
  RETURN passage.id ORDER BY passage.id
} AS passages, COLLECT {
  MATCH (document:Document)-[:DESCRIBES]->(entity:Entity)
  WHERE document.id IN $ids
  WITH DISTINCT entity
  RETURN entity.id ORDER BY entity.id
} AS entities
