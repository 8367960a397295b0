// The relationships between any two of the given entities, in order of their ends.
// With $as_of only claims that were published by that day and held on it count, and bodies that existed. One test for all dates:
// what has none of them holds, and more tests, or an OR, make the plan dearer.
// ---
CALL () {
  UNWIND $ids AS id
  MATCH (source:Entity {id: id})-[link]->(target:Entity)
  WHERE target.id IN $ids
    AND (size($relations) = 0 OR type(link) IN $relations)
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [source.opened_on <= $as_of, source.closed_on >= $as_of], true)
    AND coalesce(NOT false IN [target.opened_on <= $as_of, target.closed_on >= $as_of], true)
  WITH link, source.id AS source, type(link) AS kind, target.id AS target
  ORDER BY source, kind, target
  LIMIT $limit + 1
  RETURN collect(elementId(link)) AS found
}
RETURN found[..$limit] AS relationships, size(found) > $limit AS truncated
