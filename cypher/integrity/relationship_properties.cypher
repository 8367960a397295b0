// Which properties the relationships of each type have, and of which types.
// ---
MATCH (source)-[link]->(target)
WHERE source.id IS NOT NULL AND target.id IS NOT NULL
UNWIND keys(link) AS name
RETURN type(link) AS kind, name, collect(DISTINCT valueType(link[name])) AS types
ORDER BY kind, name
