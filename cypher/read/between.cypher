// The relationships between any two of the given entities, in order of their ends.
// With $as_of only claims that were published by that day and held on it count, and bodies that existed.
// ---
CALL () {
  UNWIND $ids AS id
  MATCH (source:Entity {id: id})-[link]->(target:Entity)
  WHERE target.id IN $ids
    AND (size($relations) = 0 OR type(link) IN $relations)
    AND ($as_of IS NULL OR (coalesce(link.first_seen, $as_of) <= $as_of AND coalesce(link.valid_from, $as_of) <= $as_of AND coalesce(link.valid_to, $as_of) >= $as_of))
    AND ($as_of IS NULL OR (coalesce(source.opened_on, $as_of) <= $as_of AND coalesce(source.closed_on, $as_of) >= $as_of))
    AND ($as_of IS NULL OR (coalesce(target.opened_on, $as_of) <= $as_of AND coalesce(target.closed_on, $as_of) >= $as_of))
  WITH link, source.id AS source, type(link) AS kind, target.id AS target
  ORDER BY source, kind, target
  LIMIT $limit + 1
  RETURN collect(elementId(link)) AS found
}
RETURN found[..$limit] AS relationships, size(found) > $limit AS truncated
