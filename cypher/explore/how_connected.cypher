// title       = "How are two organisations connected?"
// description = "The shortest chains between them, never through documents, and through themes only when asked: over a theme everything is connected to everything."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.organisation]
// type        = "node_id"
// kind        = "Organisation"
// description = "Where the chains start."
//
// [parameters.other]
// type        = "node_id"
// kind        = "Organisation"
// description = "Where they end."
//
// [parameters.depth]
// type        = "integer"
// default     = 4
// minimum     = 1
// maximum     = 6
// description = "How many relationships away."
//
// [parameters.through_themes]
// type        = "boolean"
// default     = false
// description = "Whether a theme may stand between two others."
//
// [parameters.as_of]
// type        = "date"
// optional    = true
// description = "As it was on this day: claims that a document published until then states and that held then, and bodies that existed. What has no date counts as always."
//
// [parameters.limit]
// type        = "integer"
// default     = 5
// minimum     = 1
// maximum     = 50
// description = "Most chains to return."
//
// [example]
// organisation = "organisation/gb-home-office"
// other        = "organisation/gb-nhs-england"
// ---
MATCH (source:Organisation {id: $organisation})
CALL (source) {
  MATCH (target:Organisation {id: $other})
  RETURN target
}
CALL (source, target) {
  MATCH path = SHORTEST 1 GROUPS
    (source)(
      ()-[link WHERE coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)]-(near:Entity WHERE ($through_themes OR NOT near:Theme OR near = target)
        AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true))
    ){1, 6}(target)
  WHERE length(path) <= $depth
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
    (source)(
      ()-[link WHERE coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)]-(near:Entity WHERE ($through_themes OR NOT near:Theme OR near = target)
        AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true))
    ){1, 6}(target)
  WHERE length(path) <= $depth
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
    (source)(
      ()-[link WHERE coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)]-(near:Entity WHERE ($through_themes OR NOT near:Theme OR near = target)
        AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true))
    ){1, 6}(target)
  WHERE length(path) <= $depth
    AND all(node IN nodes(path) WHERE single(other IN nodes(path) WHERE other = node))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id], [link IN relationships(path) | [startNode(link).id, type(link)]]
  LIMIT $limit + 1
  RETURN collect(path) AS paths_3
}
WITH source, target, CASE WHEN size(paths_3) > 0 THEN paths_3 WHEN size(paths_2) > 0 THEN paths_2 ELSE paths_1 END AS paths
WITH source, target, paths[..$limit] AS kept, size(paths) > $limit AS truncated
RETURN
  reduce(found = [source, target], path IN kept | found + nodes(path)) AS nodes,
  reduce(found = [], path IN kept | found + relationships(path)) AS relationships,
  truncated
