// title       = "Which department has promised what on which theme?"
// description = "Organisations with the commitments they make and the themes of these, and the themes that their strategies address, whether they promise anything on them or not."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.organisations]
// type        = "node_ids"
// kind        = "Organisation"
// default     = []
// description = "Only these organisations; empty means all."
//
// [parameters.as_of]
// type        = "date"
// optional    = true
// description = "As it was on this day: claims that a document published until then states and that held then, and bodies that existed. What has no date counts as always."
//
// [parameters.limit]
// type        = "integer"
// default     = 1000
// minimum     = 1
// maximum     = 5000
// description = "Most chains from an organisation to a theme."
//
// [example]
// organisations = ["organisation/gb-home-office", "organisation/gb-department-of-health-and-social-care"]
// ---
CALL () {
  MATCH (party:Organisation)-[first:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(work:Commitment|Strategy)-[second:CONCERNS|ADDRESSES]->(theme:Theme)
  WHERE (size($organisations) = 0 OR party.id IN $organisations)
    AND coalesce(NOT false IN [first.first_seen <= $as_of, first.valid_from <= $as_of, first.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [second.first_seen <= $as_of, second.valid_from <= $as_of, second.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [party.opened_on <= $as_of, party.closed_on >= $as_of], true)
  WITH party, first, work, second, theme
  ORDER BY party.id, theme.id, work.id, type(first)
  LIMIT $limit + 1
  RETURN collect({nodes: [party, work, theme], links: [first, second]}) AS chains
}
WITH chains[..$limit] AS kept, size(chains) > $limit AS truncated
RETURN
  reduce(found = [], chain IN kept | found + chain.nodes) AS nodes,
  reduce(found = [], chain IN kept | found + chain.links) AS relationships,
  truncated
