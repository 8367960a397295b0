// title       = "With whom does an organisation work?"
// description = "Organisations that a passage says it works with."
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
// partner  = { type = "node_id", description = "Id of the partner." }
// name     = { type = "text", description = "Its name." }
// kind     = { type = "text", description = "What sort of body it is." }
// since    = { type = "date", description = "First day, when a passage says so." }
// until    = { type = "date", description = "Last day, when a passage says so." }
// evidence = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// organisation = "organisation/gb-home-office"
// ---
MATCH (:Organisation {id: $organisation})-[link:PARTNERS_WITH]-(partner:Organisation)
RETURN
  partner.id AS partner,
  partner.name AS name,
  partner.kind AS kind,
  link.valid_from AS since,
  link.valid_to AS until,
  link.evidence[..5] AS evidence
ORDER BY partner
LIMIT $limit + 1
