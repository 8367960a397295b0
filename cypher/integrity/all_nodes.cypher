// Every node of the graph but the bookkeeping, as it is stored.
// ---
MATCH (node)
WHERE node.id IS NOT NULL AND (node:Entity OR node:Document OR node:Passage)
RETURN labels(node) AS labels, properties(node) AS properties
