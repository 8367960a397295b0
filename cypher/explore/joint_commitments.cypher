// title       = "Which commitments do several organisations make together?"
// description = "Commitments with two owners or more, those with most owners first."
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
// leads      = { type = "texts", description = "Names of its owners, sorted." }
// supports   = { type = "texts", description = "Names of the joint owners, sorted." }
// evidence   = { type = "passages", description = "Passages that state it, at most five." }
// ---
MATCH (commitment:Commitment)<-[makes:MAKES]-(:Organisation)
WITH commitment, count(makes) AS makers
WHERE makers > 1
  AND ($organisation IS NULL OR EXISTS { (:Organisation {id: $organisation})-[:MAKES]->(commitment) })
RETURN
  commitment.id AS commitment,
  commitment.text AS text,
  COLLECT { MATCH (owner:Organisation)-[:MAKES {role: 'lead'}]->(commitment) RETURN owner.name ORDER BY owner.name } AS leads,
  COLLECT { MATCH (owner:Organisation)-[:MAKES {role: 'support'}]->(commitment) RETURN owner.name ORDER BY owner.name } AS supports,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(commitment) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY makers DESC, commitment
LIMIT $limit + 1
