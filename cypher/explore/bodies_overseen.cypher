// title       = "Which bodies does an organisation oversee, directly or through others?"
// description = "The organisation and those it regulates, sponsors, monitors or inspects."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.organisation]
// type        = "node_id"
// kind        = "Organisation"
// description = "The organisation that oversees."
//
// [parameters.depth]
// type        = "integer"
// default     = 2
// minimum     = 1
// maximum     = 3
// description = "How many relationships away."
//
// [parameters.as_of]
// type        = "date"
// optional    = true
// description = "As it was on this day: claims that a document published until then states and that held then, and bodies that existed. What has no date counts as always."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 500
// description = "Most chains to follow."
//
// [example]
// organisation = "organisation/gb-care-quality-commission"
// ---
MATCH (start:Organisation {id: $organisation})
CALL (start) {
  MATCH path = (start)-[:OVERSEES*1..3]->(:Organisation)
  WHERE length(path) <= $depth
    AND all(link IN relationships(path)
      WHERE coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true))
    AND all(node IN nodes(path) WHERE coalesce(NOT false IN [node.opened_on <= $as_of, node.closed_on >= $as_of], true))
  WITH path
  ORDER BY length(path), [node IN nodes(path) | node.id]
  LIMIT $limit + 1
  RETURN collect(path) AS paths
}
WITH start, paths[..$limit] AS kept, size(paths) > $limit AS truncated
RETURN
  reduce(found = [start], path IN kept | found + nodes(path)) AS nodes,
  reduce(found = [], path IN kept | found + relationships(path)) AS relationships,
  truncated
