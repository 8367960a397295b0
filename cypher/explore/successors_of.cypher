// title       = "What became of an organisation, and what was it before?"
// description = "The organisation with those its work passed to and those it took over from."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.organisation]
// type        = "node_id"
// kind        = "Organisation"
// description = "The organisation, closed or not."
//
// [parameters.depth]
// type        = "integer"
// default     = 5
// minimum     = 1
// maximum     = 5
// description = "How many relationships away."
//
// [parameters.as_of]
// type        = "date"
// optional    = true
// description = "As it was on this day: claims that a document published until then states and that held then. What has no date counts as always."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 500
// description = "Most chains to follow."
//
// [example]
// organisation = "organisation/gb-nhs-england"
// ---
MATCH (start:Organisation {id: $organisation})
CALL (start) {
  MATCH path = (start)-[:SUCCEEDED_BY*1..5]-(:Organisation)
  WHERE length(path) <= $depth
    AND all(link IN relationships(path)
      WHERE coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true))
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
