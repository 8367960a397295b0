// An entity and what lies around it, up to three relationships away, nearest first.
// One block per hop: each keeps what the hop before has not reached, so that no node is walked through twice.
// With $as_of only claims that were published by that day and held on it count, and bodies that existed.
// ---
MATCH (start:Entity {id: $id})
CALL (start) {
  MATCH (start)-[link]-(near:Entity)
  WHERE near <> start
    AND (size($relations) = 0 OR type(link) IN $relations)
    AND ($as_of IS NULL OR (coalesce(link.first_seen, $as_of) <= $as_of AND coalesce(link.valid_from, $as_of) <= $as_of AND coalesce(link.valid_to, $as_of) >= $as_of))
    AND ($as_of IS NULL OR (coalesce(near.opened_on, $as_of) <= $as_of AND coalesce(near.closed_on, $as_of) >= $as_of))
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
    AND ($as_of IS NULL OR (coalesce(link.first_seen, $as_of) <= $as_of AND coalesce(link.valid_from, $as_of) <= $as_of AND coalesce(link.valid_to, $as_of) >= $as_of))
    AND ($as_of IS NULL OR (coalesce(near.opened_on, $as_of) <= $as_of AND coalesce(near.closed_on, $as_of) >= $as_of))
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
    AND ($as_of IS NULL OR (coalesce(link.first_seen, $as_of) <= $as_of AND coalesce(link.valid_from, $as_of) <= $as_of AND coalesce(link.valid_to, $as_of) >= $as_of))
    AND ($as_of IS NULL OR (coalesce(near.opened_on, $as_of) <= $as_of AND coalesce(near.closed_on, $as_of) >= $as_of))
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
    AND ($as_of IS NULL OR (coalesce(link.first_seen, $as_of) <= $as_of AND coalesce(link.valid_from, $as_of) <= $as_of AND coalesce(link.valid_to, $as_of) >= $as_of))
  RETURN collect(elementId(link)) AS relationships
}
RETURN [node IN kept | node.id] AS nodes, relationships, truncated
