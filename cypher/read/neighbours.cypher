// An entity and what lies around it, up to three relationships away, nearest first.
// One block per hop: each keeps what the hop before has not reached, so that no node is walked through twice.
// With $as_of only claims that were published by that day and held on it count, and bodies that existed. One test for all dates:
// what has none of them holds, and more tests, or an OR, make the plan dearer.
// ---
MATCH (start:Entity {id: $id})
CALL (start) {
  MATCH (start)-[link]-(near:Entity)
  WHERE near <> start
    AND (size($relations) = 0 OR type(link) IN $relations)
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true)
    AND (size($kinds) = 0 OR any(label IN labels(near) WHERE label IN $kinds))
  WITH DISTINCT near
  ORDER BY near.id
  LIMIT $limit + 1
  RETURN collect(near) AS first
}
CALL (start, first) {
  UNWIND first AS passed
  MATCH (passed)-[link]-(near:Entity)
  WHERE $depth >= 2
    AND near <> start
    AND NOT near IN first
    AND (size($relations) = 0 OR type(link) IN $relations)
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true)
    AND (size($kinds) = 0 OR any(label IN labels(near) WHERE label IN $kinds))
  WITH DISTINCT near
  ORDER BY near.id
  LIMIT $limit + 1
  RETURN collect(near) AS second
}
CALL (start, first, second) {
  UNWIND second AS passed
  MATCH (passed)-[link]-(near:Entity)
  WHERE $depth >= 3
    AND near <> start
    AND NOT near IN first
    AND NOT near IN second
    AND (size($relations) = 0 OR type(link) IN $relations)
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true)
    AND (size($kinds) = 0 OR any(label IN labels(near) WHERE label IN $kinds))
  WITH DISTINCT near
  ORDER BY near.id
  LIMIT $limit + 1
  RETURN collect(near) AS third
}
WITH start, first + second + third AS found
WITH [start] + found[..$limit] AS kept, size(found) > $limit AS truncated
CALL (kept) {
  UNWIND kept AS source
  MATCH (source)-[link]->(target:Entity)
  WHERE target IN kept
    AND (size($relations) = 0 OR type(link) IN $relations)
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
  RETURN collect(elementId(link)) AS relationships
}
RETURN [node IN kept | node.id] AS nodes, relationships, truncated
