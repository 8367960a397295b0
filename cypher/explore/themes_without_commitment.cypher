// title       = "Which themes are talked about but nothing is promised on them?"
// description = "Themes that passages mention and no commitment concerns, those most talked about first."
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
// theme      = { type = "node_id", description = "Id of the theme." }
// name       = { type = "text", description = "Its name." }
// passages   = { type = "integer", description = "How many passages mention it." }
// strategies = { type = "texts", description = "Names of the strategies that deal with it all the same, sorted." }
// evidence   = { type = "passages", description = "Passages that state it, at most five." }
// ---
MATCH (theme:Theme)
WHERE NOT EXISTS { (:Commitment)-[:CONCERNS]->(theme) }
WITH theme, COUNT { (:Passage)-[:MENTIONS]->(theme) } AS passages
RETURN
  theme.id AS theme,
  theme.name AS name,
  passages,
  COLLECT { MATCH (strategy:Strategy)-[:ADDRESSES]->(theme) RETURN strategy.name ORDER BY strategy.name } AS strategies,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(theme) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY passages DESC, theme
LIMIT $limit + 1
