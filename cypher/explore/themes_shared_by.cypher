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
MATCH (party:Organisation)-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(work:Commitment|Strategy)-[link:CONCERNS|ADDRESSES]->(theme:Theme)
WHERE party.id IN [$organisation, $other]
WITH theme, party, work, link
ORDER BY link.evidence[0]
WITH
  theme,
  count(DISTINCT CASE WHEN party.id = $organisation THEN work END) AS works,
  count(DISTINCT CASE WHEN party.id = $other THEN work END) AS other_works,
  collect(DISTINCT CASE WHEN party.id = $organisation THEN link.evidence[0] END)[..2] AS evidence,
  collect(DISTINCT CASE WHEN party.id = $other THEN link.evidence[0] END)[..3] AS other_evidence
WHERE works > 0 AND other_works > 0
RETURN
  theme.id AS theme,
  theme.name AS name,
  works,
  other_works,
  evidence + [passage IN other_evidence WHERE NOT passage IN evidence] AS evidence
ORDER BY works + other_works DESC, theme
LIMIT $limit + 1
