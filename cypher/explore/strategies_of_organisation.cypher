// title       = "Which strategies does an organisation stand behind?"
// description = "Strategies that the organisation publishes, owns or commissions, the newest first, those without a date last."
// returns     = "rows"
// access      = "read"
//
// [parameters.organisation]
// type        = "node_id"
// kind        = "Organisation"
// description = "The organisation."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// strategy     = { type = "node_id", description = "Id of the strategy." }
// name         = { type = "text", description = "Its name." }
// kind         = { type = "text", description = "What sort of instrument it is." }
// relation     = { type = "text", description = "Publishes, owns or commissions." }
// status       = { type = "text", description = "Where it stands, when a passage says so." }
// published_on = { type = "date", description = "Day it was published." }
// commitments  = { type = "integer", description = "How many commitments it contains." }
// evidence     = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// organisation = "organisation/gb-home-office"
// ---
MATCH (:Organisation {id: $organisation})-[link:PUBLISHES|OWNS|COMMISSIONS]->(strategy:Strategy)
RETURN
  strategy.id AS strategy,
  strategy.name AS name,
  strategy.kind AS kind,
  CASE type(link) WHEN 'PUBLISHES' THEN 'publishes' WHEN 'OWNS' THEN 'owns' ELSE 'commissions' END AS relation,
  strategy.status AS status,
  strategy.published_on AS published_on,
  COUNT { (strategy)-[:CONTAINS]->(:Commitment) } AS commitments,
  link.evidence[..5] AS evidence
ORDER BY coalesce(toString(published_on), '') DESC, strategy, relation
LIMIT $limit + 1
