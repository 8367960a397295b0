// Chains of relationships between two entities, shortest first.
// A path visits no entity twice; a theme stands between two others only when asked. Paths of the next greater length are
// looked for only while there are too few and they may be longer: between two hubs there may be thousands.
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
  WHERE size(paths_1) <= $limit AND length(paths_1[0]) + 1 <= $max_length
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
  WITH source, target, paths_1, paths_2 AS found
  WHERE size(found) <= $limit AND length(paths_1[0]) + 2 <= $max_length
  MATCH path = SHORTEST 3 GROUPS
    (source)(()-[link WHERE size($relations) = 0 OR type(link) IN $relations]-(near:Entity WHERE $through_themes OR NOT near:Theme OR near = target)){1, 6}(target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_3
}
CALL (source, target, paths_1, paths_2, paths_3) {
  WITH source, target, paths_1, paths_3 AS found
  WHERE size(found) <= $limit AND length(paths_1[0]) + 3 <= $max_length
  MATCH path = SHORTEST 4 GROUPS
    (source)(()-[link WHERE size($relations) = 0 OR type(link) IN $relations]-(near:Entity WHERE $through_themes OR NOT near:Theme OR near = target)){1, 6}(target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_4
}
CALL (source, target, paths_1, paths_2, paths_3, paths_4) {
  WITH source, target, paths_1, paths_4 AS found
  WHERE size(found) <= $limit AND length(paths_1[0]) + 4 <= $max_length
  MATCH path = SHORTEST 5 GROUPS
    (source)(()-[link WHERE size($relations) = 0 OR type(link) IN $relations]-(near:Entity WHERE $through_themes OR NOT near:Theme OR near = target)){1, 6}(target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_5
}
CALL (source, target, paths_1, paths_2, paths_3, paths_4, paths_5) {
  WITH source, target, paths_1, paths_5 AS found
  WHERE size(found) <= $limit AND length(paths_1[0]) + 5 <= $max_length
  MATCH path = SHORTEST 6 GROUPS
    (source)(()-[link WHERE size($relations) = 0 OR type(link) IN $relations]-(near:Entity WHERE $through_themes OR NOT near:Theme OR near = target)){1, 6}(target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_6
}
WITH
  CASE
    WHEN size(paths_6) > 0 THEN paths_6
    WHEN size(paths_5) > 0 THEN paths_5
    WHEN size(paths_4) > 0 THEN paths_4
    WHEN size(paths_3) > 0 THEN paths_3
    WHEN size(paths_2) > 0 THEN paths_2
    ELSE paths_1
  END AS paths
RETURN
  [path IN paths[..$limit] | {
    nodes: [node IN nodes(path) | node.id],
    relationships: [link IN relationships(path) | [startNode(link).id, type(link), endNode(link).id]],
    elements: [link IN relationships(path) | elementId(link)]
  }] AS paths,
  size(paths) > $limit AS truncated
