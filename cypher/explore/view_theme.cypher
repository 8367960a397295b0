// title       = "Who works on one theme, and what do they promise?"
// description = "The theme with its commitments and strategies, wider and narrower themes, and the organisations behind the commitments and strategies."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.theme]
// type        = "node_id"
// kind        = "Theme"
// description = "The theme."
//
// [parameters.as_of]
// type        = "date"
// optional    = true
// description = "As it was on this day: claims that a document published until then states and that held then, and bodies that existed. What has no date counts as always."
//
// [parameters.limit]
// type        = "integer"
// default     = 150
// minimum     = 1
// maximum     = 1000
// description = "Most nodes to draw around it."
//
// [example]
// theme = "theme/artificial-intelligence"
// ---
MATCH (start:Theme {id: $theme})
CALL (start) {
  MATCH (start)-[link]-(near:Entity)
  WHERE coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true)
  WITH DISTINCT near
  ORDER BY near.id
  LIMIT $limit + 1
  RETURN collect(near) AS first
}
CALL (start, first) {
  UNWIND first AS passed
  MATCH (passed:Commitment|Strategy)<-[link:MAKES|PUBLISHES|OWNS|COMMISSIONS]-(near:Organisation)
  WHERE near <> start
    AND NOT near IN first
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [near.opened_on <= $as_of, near.closed_on >= $as_of], true)
  WITH DISTINCT near
  ORDER BY near.id
  LIMIT $limit + 1
  RETURN collect(near) AS second
}
WITH start, first + second AS found
WITH [start] + found[..$limit] AS kept, size(found) > $limit AS truncated
CALL (kept) {
  UNWIND kept AS source
  MATCH (source)-[link]->(target:Entity)
  WHERE target IN kept
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
  RETURN collect(link) AS relationships
}
RETURN kept AS nodes, relationships, truncated
