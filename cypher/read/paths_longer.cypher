// Chains of relationships between two entities, shortest first, when those of the shortest length are fewer than wanted.
// Paths of the next greater length are looked for only while there are too few and they may be longer: between two hubs there
// may be thousands. In a file of its own, because its plan takes Neo4j longer than finding the shortest ones.
// With $as_of only claims that were published by that day and held on it count, and bodies that existed. One test for all dates:
// what has none of them holds, and more tests, or an OR, make the plan dearer.
// ---
MATCH (source:Entity {id: $source})
CALL (source) {
  MATCH (target:Entity {id: $target})
  RETURN target
}
CALL (source, target) {
  MATCH path = SHORTEST 2 GROUPS
    (source)
    (
      ()-[link WHERE (size($relations) = 0 OR type(link) IN $relations)
        AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)]-(near:Entity WHERE ($through_themes OR NOT near:Theme OR near = target)
        AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true))
    ){1, 6}
    (target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_2
}
CALL (source, target, paths_2) {
  WITH source, target, paths_2
  WHERE 0 < size(paths_2) <= $limit AND $shortest + 2 <= $max_length
  MATCH path = SHORTEST 3 GROUPS
    (source)
    (
      ()-[link WHERE (size($relations) = 0 OR type(link) IN $relations)
        AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)]-(near:Entity WHERE ($through_themes OR NOT near:Theme OR near = target)
        AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true))
    ){1, 6}
    (target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_3
}
CALL (source, target, paths_3) {
  WITH source, target, paths_3
  WHERE 0 < size(paths_3) <= $limit AND $shortest + 3 <= $max_length
  MATCH path = SHORTEST 4 GROUPS
    (source)
    (
      ()-[link WHERE (size($relations) = 0 OR type(link) IN $relations)
        AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)]-(near:Entity WHERE ($through_themes OR NOT near:Theme OR near = target)
        AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true))
    ){1, 6}
    (target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_4
}
CALL (source, target, paths_4) {
  WITH source, target, paths_4
  WHERE 0 < size(paths_4) <= $limit AND $shortest + 4 <= $max_length
  MATCH path = SHORTEST 5 GROUPS
    (source)
    (
      ()-[link WHERE (size($relations) = 0 OR type(link) IN $relations)
        AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)]-(near:Entity WHERE ($through_themes OR NOT near:Theme OR near = target)
        AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true))
    ){1, 6}
    (target)
  WHERE length(path) <= $max_length
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_5
}
CALL (source, target, paths_5) {
  WITH source, target, paths_5
  WHERE 0 < size(paths_5) <= $limit AND $shortest + 5 <= $max_length
  MATCH path = SHORTEST 6 GROUPS
    (source)
    (
      ()-[link WHERE (size($relations) = 0 OR type(link) IN $relations)
        AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)]-(near:Entity WHERE ($through_themes OR NOT near:Theme OR near = target)
        AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true))
    ){1, 6}
    (target)
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
    ELSE paths_2
  END AS paths
RETURN
  [path IN paths[..$limit] | {
    nodes: [node IN nodes(path) | node.id],
    relationships: [link IN relationships(path) | [startNode(link).id, type(link), endNode(link).id]],
    elements: [link IN relationships(path) | elementId(link)]
  }] AS paths,
  size(paths) > $limit AS truncated
