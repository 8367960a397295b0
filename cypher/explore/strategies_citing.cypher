// title       = "Which strategies cite a strategy, directly or through others?"
// description = "The strategy and those that cite it, up to the depth asked for."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.strategy]
// type        = "node_id"
// kind        = "Strategy"
// description = "The strategy that is cited."
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
// strategy = "strategy/home-office-2030-digital-strategy"
// ---
MATCH (start:Strategy {id: $strategy})
CALL (start) {
  MATCH path = (:Strategy)-[:CITES*1..3]->(start)
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
