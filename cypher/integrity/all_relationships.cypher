// Every relationship between nodes of the graph, as it is stored.
// ---
MATCH (source)-[link]->(target)
WHERE source.id IS NOT NULL AND target.id IS NOT NULL
RETURN source.id AS source, type(link) AS type, target.id AS target, properties(link) AS properties
