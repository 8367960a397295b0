// title       = "Which themes do two organisations both work on?"
// description = "Themes of the commitments that both make and of the strategies that both publish, own or commission; those with most works first."
// returns     = "rows"
// access      = "read"
//
// [parameters.organisation]
// type        = "node_id"
// kind        = "Organisation"
// description = "One organisation."
//
// [parameters.other]
// type        = "node_id"
// kind        = "Organisation"
// description = "The other organisation."
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
// works       = { type = "integer", description = "Commitments and strategies of the first organisation on it." }
// other_works = { type = "integer", description = "Commitments and strategies of the other organisation on it." }
// evidence    = { type = "passages", description = "Up to five passages that say so, from both." }
//
// [example]
// organisation = "organisation/gb-home-office"
// other        = "organisation/gb-department-of-health-and-social-care"
// ---
MATCH (:Organisation {id: $organisation})-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(mine:Commitment|Strategy)-[link:CONCERNS|ADDRESSES]->(theme:Theme)
WITH theme, mine, link
ORDER BY link.evidence[0]
WITH theme, count(DISTINCT mine) AS works, collect(DISTINCT link.evidence[0])[..2] AS evidence
MATCH (:Organisation {id: $other})-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(yours:Commitment|Strategy)-[link:CONCERNS|ADDRESSES]->(theme)
WITH theme, works, evidence, yours, link
ORDER BY link.evidence[0]
WITH theme, works, evidence, count(DISTINCT yours) AS other_works, collect(DISTINCT link.evidence[0])[..3] AS other_evidence
RETURN
  theme.id AS theme,
  theme.name AS name,
  works,
  other_works,
  evidence + [passage IN other_evidence WHERE NOT passage IN evidence] AS evidence
ORDER BY works + other_works DESC, theme
LIMIT $limit + 1
