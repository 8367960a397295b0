// title       = "What has an organisation promised?"
// description = "Commitments that the organisation makes, alone or with others; the earliest deadline first, those without one last."
// returns     = "rows"
// access      = "read"
//
// [parameters.organisation]
// type        = "node_id"
// kind        = "Organisation"
// description = "The organisation."
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
// organisation = "organisation/gb-home-office"
// ---
MATCH (:Organisation {id: $organisation})-[:MAKES]->(commitment:Commitment)
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
