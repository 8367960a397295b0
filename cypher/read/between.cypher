// The relationships between any two of the given entities, in order of their ends.
// ---
CALL () {
  UNWIND $ids AS id
  MATCH (source:Entity {id: id})-[link]->(target:Entity)
  WHERE target.id IN $ids AND (size($relations) = 0 OR type(link) IN $relations)
  WITH link, source.id AS source, type(link) AS kind, target.id AS target
  ORDER BY source, kind, target
  LIMIT $limit + 1
  RETURN collect(elementId(link)) AS found
}
RETURN found[..$limit] AS relationships, size(found) > $limit AS truncated
