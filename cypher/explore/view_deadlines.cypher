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
  WITH commitment
  ORDER BY commitment.deadline_latest, commitment.id
  LIMIT $limit + 1
  RETURN collect(commitment) AS found
}
WITH found[..$limit] AS kept, size(found) > $limit AS truncated
CALL (kept) {
  UNWIND kept AS commitment
  MATCH (owner:Organisation)-[link:MAKES]->(commitment)
  RETURN collect(DISTINCT owner) AS owners, collect(link) AS relationships
}
RETURN kept + owners AS nodes, relationships, truncated
