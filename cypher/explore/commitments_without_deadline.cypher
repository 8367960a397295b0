// title       = "Which commitments say no day by which they are kept?"
// description = "Commitments without a deadline, with their owners."
// returns     = "rows"
// access      = "read"
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
// strength   = { type = "text", description = "The verb that carries it." }
// owners     = { type = "texts", description = "Names of the organisations that make it, sorted; empty when nobody is named." }
// strategies = { type = "texts", description = "Names of the strategies that contain it, sorted." }
// evidence   = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// organisation = "organisation/gb-home-office"
// ---
MATCH (commitment:Commitment)
WHERE commitment.deadline_latest IS NULL
  AND ($organisation IS NULL OR EXISTS { (:Organisation {id: $organisation})-[:MAKES]->(commitment) })
RETURN
  commitment.id AS commitment,
  commitment.text AS text,
  commitment.strength AS strength,
  COLLECT { MATCH (owner:Organisation)-[:MAKES]->(commitment) RETURN owner.name ORDER BY owner.name } AS owners,
  COLLECT { MATCH (strategy:Strategy)-[:CONTAINS]->(commitment) RETURN strategy.name ORDER BY strategy.name } AS strategies,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(commitment) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY commitment
LIMIT $limit + 1
