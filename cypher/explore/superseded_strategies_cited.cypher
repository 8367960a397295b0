// title       = "Which strategies that have been replaced are still cited?"
// description = "Strategies that another takes the place of, and the strategies that cite them although they are not the replacement."
// returns     = "rows"
// access      = "read"
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// strategy         = { type = "node_id", description = "Id of the strategy that has been replaced." }
// name             = { type = "text", description = "Its name." }
// replacement      = { type = "node_id", description = "Id of the strategy in its place." }
// replacement_name = { type = "text", description = "Its name." }
// citing           = { type = "node_id", description = "Id of the strategy that cites the old one." }
// citing_name      = { type = "text", description = "Its name." }
// evidence         = { type = "passages", description = "Passages that state it, at most five." }
// ---
MATCH (newer:Strategy)-[:SUPERSEDES]->(older:Strategy)<-[cites:CITES]-(citing:Strategy)
WHERE citing <> newer
RETURN
  older.id AS strategy,
  older.name AS name,
  newer.id AS replacement,
  newer.name AS replacement_name,
  citing.id AS citing,
  citing.name AS citing_name,
  cites.evidence[..5] AS evidence
ORDER BY strategy, replacement, citing
LIMIT $limit + 1
