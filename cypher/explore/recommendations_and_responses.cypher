// title       = "Who answered which recommendation, and how?"
// description = "Recommendations and what responds to them, in the order of the strategy that makes them."
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
// text           = { type = "text", description = "What is recommended." }
// strategies     = { type = "texts", description = "Names of the reviews or strategies that make it, sorted." }
// response       = { type = "node_id", description = "Id of the response." }
// response_text  = { type = "text", description = "What is undertaken in response." }
// responders     = { type = "texts", description = "Names of the organisations that respond, sorted." }
// status         = { type = "text", description = "Progress as a document states it." }
// evidence       = { type = "passages", description = "Passages that state it, at most five." }
// ---
MATCH (response:Commitment)-[link:RESPONDS_TO]->(commitment:Commitment)
WHERE $strategy IS NULL OR EXISTS { (:Strategy {id: $strategy})-[:CONTAINS]->(commitment) }
RETURN
  commitment.id AS recommendation,
  commitment.text AS text,
  COLLECT { MATCH (strategy:Strategy)-[:CONTAINS]->(commitment) RETURN strategy.name ORDER BY strategy.name } AS strategies,
  response.id AS response,
  response.text AS response_text,
  COLLECT { MATCH (owner:Organisation)-[:MAKES]->(response) RETURN owner.name ORDER BY owner.name } AS responders,
  response.status AS status,
  link.evidence[..5] AS evidence
ORDER BY strategies, recommendation, response
LIMIT $limit + 1
