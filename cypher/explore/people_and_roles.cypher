// title       = "Who leads what, and who wrote which strategy?"
// description = "People with the organisations and strategies that they lead or wrote."
// returns     = "rows"
// access      = "read"
//
// [parameters.subject]
// type        = "node_id"
// optional    = true
// description = "Only this organisation or strategy."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// person       = { type = "node_id", description = "Id of the person." }
// name         = { type = "text", description = "Their name." }
// role         = { type = "text", description = "The role they are named in." }
// relation     = { type = "text", description = "Leads, or wrote." }
// subject      = { type = "node_id", description = "Id of the organisation or strategy." }
// subject_name = { type = "text", description = "Its name." }
// evidence     = { type = "passages", description = "Passages that state it, at most five." }
// ---
MATCH (person:Person)-[link:LEADS|AUTHORS]->(subject:Organisation|Strategy)
WHERE $subject IS NULL OR subject.id = $subject
RETURN
  person.id AS person,
  person.name AS name,
  person.role AS role,
  CASE type(link) WHEN 'LEADS' THEN 'leads' ELSE 'wrote' END AS relation,
  subject.id AS subject,
  subject.name AS subject_name,
  link.evidence[..5] AS evidence
ORDER BY person, relation, subject
LIMIT $limit + 1
