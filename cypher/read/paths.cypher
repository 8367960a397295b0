// The shortest chains of relationships between two entities; read/paths_longer has those of the next lengths.
// A path visits no entity twice; a theme stands between two others only when asked.
// With $as_of only claims that were published by that day and held on it count, and bodies that existed. One test for all dates:
// what has none of them holds, and more tests, or an OR, make the plan dearer.
// ---
MATCH (source:Entity {id: $source})
CALL (source) {
  MATCH (target:Entity {id: $target})
  RETURN target
}
CALL (source, target) {
  MATCH path = SHORTEST 1 GROUPS
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
  RETURN collect(path) AS paths
}
RETURN
  [path IN paths[..$limit] | {
    nodes: [node IN nodes(path) | node.id],
    relationships: [link IN relationships(path) | [startNode(link).id, type(link), endNode(link).id]],
    elements: [link IN relationships(path) | elementId(link)]
  }] AS paths,
  size(paths) > $limit AS truncated
