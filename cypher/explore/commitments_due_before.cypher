// title       = "Which commitments are due before a day?"
// description = "Commitments whose deadline can at the latest fall before the day, whether done or not; the earliest first."
// returns     = "rows"
// access      = "read"
//
// [parameters.day]
// type        = "date"
// description = "The first day that is not wanted any more."
//
// [parameters.organisation]
// type        = "node_id"
// kind        = "Organisation"
// optional    = true
// description = "Only this organisation's; left out means everybody's."
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
// owners     = { type = "texts", description = "Names of the organisations that make it, sorted; empty when nobody is named." }
// strategies = { type = "texts", description = "Names of the strategies that contain it, sorted." }
// deadline   = { type = "text", description = "By when, in the document's words." }
// due        = { type = "date", description = "Last day those words can mean." }
// evidence   = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// day = "2031-01-01"
// ---
MATCH (commitment:Commitment)
WHERE commitment.deadline_latest < $day
  AND ($organisation IS NULL OR EXISTS { (:Organisation {id: $organisation})-[:MAKES]->(commitment) })
RETURN
  commitment.id AS commitment,
  commitment.text AS text,
  COLLECT { MATCH (owner:Organisation)-[:MAKES]->(commitment) RETURN owner.name ORDER BY owner.name } AS owners,
  COLLECT { MATCH (strategy:Strategy)-[:CONTAINS]->(commitment) RETURN strategy.name ORDER BY strategy.name } AS strategies,
  commitment.deadline AS deadline,
  commitment.deadline_latest AS due,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(commitment) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY due, commitment
LIMIT $limit + 1
