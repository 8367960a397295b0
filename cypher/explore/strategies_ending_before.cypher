// title       = "Which strategies run out before a day?"
// description = "Strategies whose period ends before the day, with what takes their place."
// returns     = "rows"
// access      = "read"
//
// [parameters.day]
// type        = "date"
// description = "The first day that is not wanted any more."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// strategy   = { type = "node_id", description = "Id of the strategy." }
// name       = { type = "text", description = "Its name." }
// ends       = { type = "date", description = "Last day it covers." }
// owners     = { type = "texts", description = "Names of those who publish or own it, sorted." }
// successors = { type = "texts", description = "Names of the strategies that take its place, sorted." }
// evidence   = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// day = "2031-01-01"
// ---
MATCH (strategy:Strategy)
WHERE strategy.period_end < $day
RETURN
  strategy.id AS strategy,
  strategy.name AS name,
  strategy.period_end AS ends,
  COLLECT { MATCH (owner:Organisation)-[:PUBLISHES|OWNS]->(strategy) RETURN DISTINCT owner.name ORDER BY owner.name } AS owners,
  COLLECT { MATCH (newer:Strategy)-[:SUPERSEDES]->(strategy) RETURN newer.name ORDER BY newer.name } AS successors,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(strategy) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY ends, strategy
LIMIT $limit + 1
