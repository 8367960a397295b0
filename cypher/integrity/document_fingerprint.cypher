// Every Document with what leads from it, in order of the ids; what differs from run to run is left out, and so is the text, which sha256 stands for.
// ---
MATCH (node:Document)
WHERE node.id IS NOT NULL
WITH node, node.id AS id, labels(node) AS labels, node {.*, text: null, locations: null, copies: null, retrieved_at: null} AS properties
ORDER BY id
OPTIONAL MATCH (node)-[relationship]->(target)
RETURN id, labels, properties, type(relationship) AS type, target.id AS target, properties(relationship) AS fields
ORDER BY id
