// title       = "Which recommendations has nobody answered?"
// description = "Recommendations that no response and no commitment in the graph responds to."
// returns     = "rows"
// access      = "read"
//
// [parameters.strategy]
// type        = "node_id"
// kind        = "Strategy"
// optional    = true
// description = "Only recommendations of this review or strategy."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// recommendation = { type = "node_id", description = "Id of the recommendation." }
// number         = { type = "text", description = "Its number in the document." }
// text           = { type = "text", description = "What is recommended." }
// strategies     = { type = "texts", description = "Names of the reviews or strategies that make it, sorted." }
// evidence       = { type = "passages", description = "Passages that state it, at most five." }
// ---
MATCH (commitment:Commitment {kind: 'recommendation'})
WHERE NOT EXISTS { (:Commitment)-[:RESPONDS_TO]->(commitment) }
  AND ($strategy IS NULL OR EXISTS { (:Strategy {id: $strategy})-[:CONTAINS]->(commitment) })
RETURN
  commitment.id AS recommendation,
  commitment.number AS number,
  commitment.text AS text,
  COLLECT { MATCH (strategy:Strategy)-[:CONTAINS]->(commitment) RETURN strategy.name ORDER BY strategy.name } AS strategies,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(commitment) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY strategies, recommendation
LIMIT $limit + 1
