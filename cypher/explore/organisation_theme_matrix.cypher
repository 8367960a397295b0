// title       = "Which organisations work on which themes, and how much?"
// description = "A row for each organisation and theme with the number of its commitments and strategies on it: the cells of a matrix."
// returns     = "rows"
// access      = "read"
//
// [parameters.organisations]
// type        = "node_ids"
// kind        = "Organisation"
// default     = []
// description = "Only these organisations; empty means all."
//
// [parameters.limit]
// type        = "integer"
// default     = 500
// minimum     = 1
// maximum     = 5000
// description = "Most rows to return."
//
// [columns]
// organisation      = { type = "node_id", description = "Id of the organisation." }
// organisation_name = { type = "text", description = "Its name." }
// theme             = { type = "node_id", description = "Id of the theme." }
// theme_name        = { type = "text", description = "Its name." }
// commitments       = { type = "integer", description = "Commitments of the organisation on the theme." }
// strategies        = { type = "integer", description = "Strategies of the organisation on the theme." }
// ---
MATCH (organisation:Organisation)-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(work:Commitment|Strategy)-[:CONCERNS|ADDRESSES]->(theme:Theme)
WHERE size($organisations) = 0 OR organisation.id IN $organisations
WITH DISTINCT organisation, theme, work
WITH
  organisation,
  theme,
  sum(CASE WHEN work:Commitment THEN 1 ELSE 0 END) AS commitments,
  sum(CASE WHEN work:Strategy THEN 1 ELSE 0 END) AS strategies
RETURN
  organisation.id AS organisation,
  organisation.name AS organisation_name,
  theme.id AS theme,
  theme.name AS theme_name,
  commitments,
  strategies
ORDER BY organisation, theme
LIMIT $limit + 1
