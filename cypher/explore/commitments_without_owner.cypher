// title       = "Which commitments have no owner?"
// description = "Commitments, targets and responses that no organisation is named for; recommendations are left out unless asked for, as others make them."
// returns     = "rows"
// access      = "read"
//
// [parameters.recommendations]
// type        = "boolean"
// default     = false
// description = "Whether recommendations count, too."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// commitment = { type = "node_id", description = "Id of the commitment." }
// text       = { type = "text", description = "What is undertaken." }
// kind       = { type = "text", description = "Commitment, recommendation, target or response." }
// strategies = { type = "texts", description = "Names of the strategies that contain it, sorted." }
// due        = { type = "date", description = "Last day those words can mean." }
// evidence   = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// recommendations = true
// ---
MATCH (commitment:Commitment)
WHERE NOT EXISTS { (:Organisation)-[:MAKES]->(commitment) }
  AND ($recommendations OR commitment.kind <> 'recommendation')
RETURN
  commitment.id AS commitment,
  commitment.text AS text,
  commitment.kind AS kind,
  COLLECT { MATCH (strategy:Strategy)-[:CONTAINS]->(commitment) RETURN strategy.name ORDER BY strategy.name } AS strategies,
  commitment.deadline_latest AS due,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(commitment) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY due, commitment
LIMIT $limit + 1
