// title       = "Who has promised what on a theme?"
// description = "Commitments on the theme and, unless told otherwise, on narrower ones, with their owners; the earliest deadline first, those without one last."
// returns     = "rows"
// access      = "read"
//
// [parameters.theme]
// type        = "node_id"
// kind        = "Theme"
// description = "The theme."
//
// [parameters.narrower]
// type        = "boolean"
// default     = true
// description = "Whether narrower themes count, too."
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
// theme = "theme/artificial-intelligence"
// ---
MATCH (theme:Theme {id: $theme})
MATCH (topic:Theme)-[:NARROWER_THAN*0..3]->(theme)
WHERE $narrower OR topic = theme
MATCH (commitment:Commitment)-[:CONCERNS]->(topic)
WITH DISTINCT commitment
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
