// title       = "Which commitments are late on a day?"
// description = "Commitments whose deadline has certainly passed on the day and that no document calls complete, dropped or superseded; the longest overdue first."
// returns     = "rows"
// access      = "read"
//
// [parameters.as_of]
// type        = "date"
// description = "The day to look from; never today by itself, so that the answer can be repeated."
//
// [parameters.organisation]
// type        = "node_id"
// kind        = "Organisation"
// optional    = true
// description = "Only this organisation's; left out means everybody's."
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
// status     = { type = "text", description = "Progress as a document states it; empty when none does." }
// deadline   = { type = "text", description = "By when, in the document's words." }
// due        = { type = "date", description = "Last day those words can mean." }
// days_late  = { type = "integer", description = "Days between the deadline and the day." }
// evidence   = { type = "passages", description = "Passages that state it, at most five." }
//
// [example]
// as_of = "2031-01-01"
// ---
MATCH (commitment:Commitment)
WHERE commitment.deadline_latest < $as_of
  AND coalesce(commitment.deadline_relation, 'by') <> 'from'
  AND NOT coalesce(commitment.status, 'not started') IN ['complete', 'dropped', 'superseded']
  AND ($organisation IS NULL OR EXISTS { (:Organisation {id: $organisation})-[:MAKES]->(commitment) })
RETURN
  commitment.id AS commitment,
  commitment.text AS text,
  COLLECT { MATCH (owner:Organisation)-[:MAKES]->(commitment) RETURN owner.name ORDER BY owner.name } AS owners,
  commitment.status AS status,
  commitment.deadline AS deadline,
  commitment.deadline_latest AS due,
  duration.inDays(commitment.deadline_latest, $as_of).days AS days_late,
  COLLECT { MATCH (passage:Passage)-[:MENTIONS]->(commitment) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY due, commitment
LIMIT $limit + 1
