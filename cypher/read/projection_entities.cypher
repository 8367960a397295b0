// Every entity with what analyses look at: a row each, in order of the ids.
// ---
MATCH (entity:Entity)
WHERE entity.id IS NOT NULL
RETURN
  entity.id AS id,
  [label IN labels(entity) WHERE label <> 'Entity'][0] AS label,
  coalesce(entity.name, entity.text) AS name,
  entity.deadline_latest IS NOT NULL AS has_deadline
ORDER BY id
