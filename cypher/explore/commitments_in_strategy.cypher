// title       = "What does a strategy promise?"
// description = "Commitments that the strategy contains, with their owners; the earliest deadline first, those without one last."
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
// commitment = { type = "node_id", description = "Id of the commitment." }
// number     = { type = "text", description = "Its number in the document." }
// text       = { type = "text", description = "What is undertaken." }
// strength   = { type = "text", description = "The verb that carries it." }
// owners     = { type = "texts", description = "Names of the organisations that make it, sorted; empty when nobody is named." }
// deadline   = { type = "text", description = "By when, in the document's words." }
// due        = { type = "date", description = "Last day those words can mean." }
// evidence   = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// strategy = "strategy/home-office-2030-digital-strategy"
// ---
MATCH (:Strategy {id: $strategy})-[:CONTAINS]->(commitment:Commitment)
RETURN
  commitment.id AS commitment,
  commitment.number AS number,
  commitment.text AS text,
  commitment.strength AS strength,
  COLLECT { MATCH (owner:Organisation)-[:MAKES]->(commitment) RETURN owner.name ORDER BY owner.name } AS owners,
  commitment.deadline AS deadline,
  commitment.deadline_latest AS due,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(commitment) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY due, commitment
LIMIT $limit + 1
