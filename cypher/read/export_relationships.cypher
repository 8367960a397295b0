// The relationships that lead from the given entities to others.
// ---
CALL () {
  UNWIND $ids AS id
  MATCH (source:Entity {id: id})-[link]->(target:Entity)
  WITH link, source.id AS source, type(link) AS kind, target.id AS target
  ORDER BY source, kind, target
  RETURN collect(elementId(link)) AS relationships
}
RETURN relationships
