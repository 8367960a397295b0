// Every Passage with what leads from it, in order of the ids.
// ---
MATCH (node:Passage)
WHERE node.id IS NOT NULL
WITH node, node.id AS id, labels(node) AS labels, properties(node) AS properties
ORDER BY id
OPTIONAL MATCH (node)-[relationship]->(target)
RETURN id, labels, properties, type(relationship) AS type, target.id AS target, properties(relationship) AS fields
ORDER BY id
