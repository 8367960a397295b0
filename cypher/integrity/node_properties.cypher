// Which properties the nodes of each set of labels have, and of which types.
// ---
MATCH (node)
WHERE node.id IS NOT NULL AND (node:Entity OR node:Document OR node:Passage)
UNWIND keys(node) AS name
RETURN labels(node) AS kind, name, collect(DISTINCT valueType(node[name])) AS types
ORDER BY kind, name
