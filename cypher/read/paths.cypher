// Chains of relationships between two entities, of at most three different lengths, shortest first.
// A path visits no entity twice; a theme stands between two others only when asked. The next longer paths are looked for
// only while there are too few: between two hubs there may be thousands.
// ---
MATCH (source:Entity {id: $source})
CALL (source) {
  MATCH (target:Entity {id: $target})
  RETURN target
}
CALL (source, target) {
  MATCH path = SHORTEST 1 GROUPS
    (source)(()-[link WHERE size($relations) = 0 OR type(link) IN $relations]-(near:Entity WHERE $through_themes OR NOT near:Theme OR near = target)){1, 6}(target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_1
}
CALL (source, target, paths_1) {
  WITH source, target, paths_1
  WHERE size(paths_1) < $limit
  MATCH path = SHORTEST 2 GROUPS
    (source)(()-[link WHERE size($relations) = 0 OR type(link) IN $relations]-(near:Entity WHERE $through_themes OR NOT near:Theme OR near = target)){1, 6}(target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_2
}
CALL (source, target, paths_1, paths_2) {
  WITH source, target, paths_1, paths_2
  WHERE size(paths_1) < $limit AND size(paths_2) < $limit
  MATCH path = SHORTEST 3 GROUPS
    (source)(()-[link WHERE size($relations) = 0 OR type(link) IN $relations]-(near:Entity WHERE $through_themes OR NOT near:Theme OR near = target)){1, 6}(target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_3
}
WITH source, target, CASE WHEN size(paths_3) > 0 THEN paths_3 WHEN size(paths_2) > 0 THEN paths_2 ELSE paths_1 END AS paths
UNWIND paths[..$limit] AS path
RETURN collect({
  nodes: [node IN nodes(path) | node.id],
  relationships: [link IN relationships(path) | [startNode(link).id, type(link), endNode(link).id]],
  elements: [link IN relationships(path) | elementId(link)]
}) AS paths
