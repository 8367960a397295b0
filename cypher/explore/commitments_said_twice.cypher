// title       = "Which commitments repeat or overlap with others?"
// description = "Pairs of commitments of which one restates the other, or that different owners make in much the same words."
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
// commitment   = { type = "node_id", description = "Id of the commitment." }
// text         = { type = "text", description = "What is undertaken." }
// owners       = { type = "texts", description = "Names of the organisations that make it, sorted; empty when nobody is named." }
// relation     = { type = "text", description = "Restates, or overlaps with." }
// other        = { type = "node_id", description = "Id of the other commitment." }
// other_text   = { type = "text", description = "What the other undertakes." }
// other_owners = { type = "texts", description = "Names of the other's owners, sorted." }
// evidence     = { type = "passages", description = "Passages that state it, at most five." }
// ---
MATCH (first:Commitment)-[link:RESTATES|OVERLAPS_WITH]->(second:Commitment)
RETURN
  first.id AS commitment,
  first.text AS text,
  COLLECT { MATCH (owner:Organisation)-[:MAKES]->(first) RETURN owner.name ORDER BY owner.name } AS owners,
  CASE type(link) WHEN 'RESTATES' THEN 'restates' ELSE 'overlaps with' END AS relation,
  second.id AS other,
  second.text AS other_text,
  COLLECT { MATCH (owner:Organisation)-[:MAKES]->(second) RETURN owner.name ORDER BY owner.name } AS other_owners,
  link.evidence[..5] AS evidence
ORDER BY commitment, relation, other
LIMIT $limit + 1
