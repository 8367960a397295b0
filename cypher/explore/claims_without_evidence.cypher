// title       = "Is there anything in the graph that no passage supports?"
// description = "Entities that no passage mentions and relationships that name no passage: always empty, else something is broken."
// returns     = "rows"
// access      = "read"
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// source  = { type = "node_id", description = "Id of the entity, or of the node the relationship starts from." }
// problem = { type = "text", description = "What is missing, or the type of the relationship." }
// target  = { type = "node_id", description = "Id of the node the relationship leads to." }
// ---
CALL () {
  MATCH (node:Entity)
  WHERE NOT EXISTS { (:Passage)-[:MENTIONS]->(node) }
  RETURN node.id AS source, 'no passage mentions it' AS problem, null AS target
  UNION ALL
  MATCH (node:Entity)-[link]->(other:Entity)
  WHERE size(coalesce(link.evidence, [])) = 0
  RETURN node.id AS source, type(link) AS problem, other.id AS target
}
RETURN source, problem, target
ORDER BY source, problem, target
LIMIT $limit + 1
