// Every relationship between entities by its ends, without its evidence: a row each.
// With $as_of only claims that were published by that day and held on it; what has no date holds.
// ---
MATCH (source:Entity)-[link]->(target:Entity)
WHERE source.id IS NOT NULL
  AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
RETURN source.id AS source, type(link) AS type, target.id AS target
