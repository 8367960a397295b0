// title       = "What is in one strategy, who is behind it and what does it build on?"
// description = "The strategy with its commitments, themes, organisations, people and linked strategies, and the owners and themes of its commitments."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.strategy]
// type        = "node_id"
// kind        = "Strategy"
// description = "The strategy."
//
// [parameters.limit]
// type        = "integer"
// default     = 150
// minimum     = 1
// maximum     = 1000
// description = "Most nodes to draw around it."
//
// [example]
// strategy = "strategy/home-office-2030-digital-strategy"
// ---
MATCH (start:Strategy {id: $strategy})
CALL (start) {
  MATCH (start)-[]-(near:Entity)
  WITH DISTINCT near
  ORDER BY near.id
  LIMIT $limit + 1
  RETURN collect(near) AS first
}
CALL (start, first) {
  UNWIND first AS passed
  MATCH (passed:Commitment)-[:MAKES|CONCERNS|AFFECTS]-(near:Organisation|Theme)
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
