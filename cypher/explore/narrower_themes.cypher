// title       = "What belongs to a theme, and how much is promised on it?"
// description = "The theme and those narrower than it, up to three levels down, with the number of commitments and strategies on each."
// returns     = "rows"
// access      = "read"
//
// [parameters.theme]
// type        = "node_id"
// kind        = "Theme"
// description = "The wider theme."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// theme       = { type = "node_id", description = "Id of the theme." }
// name        = { type = "text", description = "Its name." }
// level       = { type = "integer", description = "How many levels below the theme asked for." }
// commitments = { type = "integer", description = "Commitments on exactly this theme." }
// strategies  = { type = "integer", description = "Strategies on exactly this theme." }
//
// [example]
// theme = "theme/artificial-intelligence"
// ---
MATCH (theme:Theme {id: $theme})
MATCH path = (topic:Theme)-[:NARROWER_THAN*0..3]->(theme)
WITH topic, min(length(path)) AS level
RETURN
  topic.id AS theme,
  topic.name AS name,
  level,
  COUNT { (:Commitment)-[:CONCERNS]->(topic) } AS commitments,
  COUNT { (:Strategy)-[:ADDRESSES]->(topic) } AS strategies
ORDER BY level, theme
LIMIT $limit + 1
