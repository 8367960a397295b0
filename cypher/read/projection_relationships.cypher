// Every relationship between entities by its ends, without its evidence: a row each.
// ---
MATCH (source:Entity)-[link]->(target:Entity)
WHERE source.id IS NOT NULL
RETURN source.id AS source, type(link) AS type, target.id AS target
