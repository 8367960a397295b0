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
