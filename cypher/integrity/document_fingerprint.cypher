// Every Document with what leads from it, in order of the ids; what differs from run to run is left out, and so is the text, which sha256 stands for.
// ---
MATCH (node:Document)
WHERE node.id IS NOT NULL
RETURN
  node.id AS id,
  labels(node) AS labels,
  node {.*, text: null, locations: null, copies: null, retrieved_at: null} AS properties,
  COLLECT {
    MATCH (node)-[relationship]->(target)
    RETURN [type(relationship), target.id, properties(relationship)]
  } AS leading
ORDER BY id
