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
  MATCH (start)-[]-(near:Entity)
  WITH DISTINCT near
  ORDER BY near.id
  LIMIT $limit + 1
  RETURN collect(near) AS first
}
CALL (start, first) {
  UNWIND first AS passed
  MATCH (passed:Commitment|Strategy)<-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]-(near:Organisation)
  WITH DISTINCT near
  WHERE near <> start AND NOT near IN first
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
  RETURN collect(link) AS relationships
}
RETURN kept AS nodes, relationships, truncated
