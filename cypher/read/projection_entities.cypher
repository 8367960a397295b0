// Every entity with what analyses look at: a row each, in order of the ids. With $as_of only bodies that existed.
// ---
MATCH (entity:Entity)
WHERE entity.id IS NOT NULL
  AND coalesce(NOT false IN [entity.opened_on <= $as_of, entity.closed_on >= $as_of], true)
RETURN
  entity.id AS id,
  [label IN labels(entity) WHERE label <> 'Entity'][0] AS label,
  coalesce(entity.name, entity.text) AS name,
  entity.deadline_latest IS NOT NULL AS has_deadline
ORDER BY id
