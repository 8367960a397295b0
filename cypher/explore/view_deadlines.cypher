// title       = "What is due when?"
// description = "Commitments whose words name a day, month, quarter or year, with the organisations that make them; the earliest first. Commitments without a deadline are left out: commitments_without_deadline lists them."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.organisations]
// type        = "node_ids"
// kind        = "Organisation"
// default     = []
// description = "Only what these organisations make; empty means everybody."
//
// [parameters.after]
// type        = "date"
// optional    = true
// description = "The first day that is wanted; left out means from the earliest deadline on."
//
// [parameters.before]
// type        = "date"
// optional    = true
// description = "The first day that is not wanted any more; left out means to the last deadline."
//
// [parameters.as_of]
// type        = "date"
// optional    = true
// description = "As it was on this day: what a document published until then states and what held then, and bodies that existed. What has no date counts as always."
//
// [parameters.limit]
// type        = "integer"
// default     = 150
// minimum     = 1
// maximum     = 1000
// description = "Most commitments to draw."
//
// [example]
// after = "2025-01-01"
// ---
CALL () {
  MATCH (commitment:Commitment)
  WHERE commitment.deadline_latest IS NOT NULL
    AND ($after IS NULL OR commitment.deadline_latest >= $after)
    AND ($before IS NULL OR commitment.deadline_latest < $before)
    AND (size($organisations) = 0
      OR EXISTS { MATCH (owner:Organisation)-[:MAKES]->(commitment) WHERE owner.id IN $organisations })
    AND ($as_of IS NULL
      OR EXISTS { (document:Document)-[:DESCRIBES]->(commitment) WHERE coalesce(document.published_on, $as_of) <= $as_of })
  WITH commitment
  ORDER BY commitment.deadline_latest, commitment.id
  LIMIT $limit + 1
  RETURN collect(commitment) AS found
}
WITH found[..$limit] AS kept, size(found) > $limit AS truncated
CALL (kept) {
  UNWIND kept AS commitment
  MATCH (owner:Organisation)-[link:MAKES]->(commitment)
  WHERE coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [owner.opened_on <= $as_of, owner.closed_on >= $as_of], true)
  RETURN collect(DISTINCT owner) AS owners, collect(link) AS relationships
}
RETURN kept + owners AS nodes, relationships, truncated
