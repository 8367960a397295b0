// Ids of the entities that follow one, in order: a page of the whole graph.
// ---
MATCH (entity:Entity)
WHERE entity.id > $after
WITH entity.id AS id
ORDER BY id
LIMIT $limit
RETURN collect(id) AS ids
