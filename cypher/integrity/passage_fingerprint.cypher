// Every Passage with what leads from it, in order of the ids.
// ---
MATCH (node:Passage)
WHERE node.id IS NOT NULL
RETURN
  node.id AS id,
  labels(node) AS labels,
  properties(node) AS properties,
  COLLECT {
    MATCH (node)-[relationship]->(target)
    RETURN [type(relationship), target.id, properties(relationship)]
  } AS leading
ORDER BY id
