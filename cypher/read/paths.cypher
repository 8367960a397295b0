// Chains of relationships between two entities, of at most three different lengths, shortest first.
// A path visits no entity twice; a theme stands between two others only when asked.
// ---
MATCH (source:Entity {id: $source})
CALL (source) {
  MATCH (target:Entity {id: $target})
  RETURN target
}
MATCH path = SHORTEST 3 GROUPS
  (source)
  (()-[link WHERE size($relations) = 0 OR type(link) IN $relations]-
    (near:Entity WHERE $through_themes OR NOT near:Theme OR near.id = $target)){1, 6}
  (target)
WHERE length(path) <= $max_length
  AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
WITH
  [node IN nodes(path) | node.id] AS nodes,
  [link IN relationships(path) | [startNode(link).id, type(link), endNode(link).id]] AS relationships,
  [link IN relationships(path) | elementId(link)] AS elements
ORDER BY size(nodes), nodes, relationships
LIMIT $limit
RETURN collect({nodes: nodes, relationships: relationships, elements: elements}) AS paths
