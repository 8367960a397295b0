// title       = "Whom does a strategy affect?"
// description = "Organisations that the strategy or one of its commitments affects."
// returns     = "rows"
// access      = "read"
//
// [parameters.strategy]
// type        = "node_id"
// kind        = "Strategy"
// description = "The strategy."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// organisation  = { type = "node_id", description = "Id of the organisation that is affected." }
// name          = { type = "text", description = "Its name." }
// through       = { type = "node_id", description = "Id of the strategy or commitment that affects it." }
// through_words = { type = "text", description = "Name of that strategy, or the words of that commitment." }
// evidence      = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// strategy = "strategy/10-year-health-plan"
// ---
MATCH (strategy:Strategy {id: $strategy})
MATCH (strategy)-[:CONTAINS*0..1]->(work:Strategy|Commitment)-[link:AFFECTS]->(organisation:Organisation)
RETURN
  organisation.id AS organisation,
  organisation.name AS name,
  work.id AS through,
  coalesce(work.name, work.text) AS through_words,
  link.evidence[..5] AS evidence
ORDER BY organisation, through
LIMIT $limit + 1
