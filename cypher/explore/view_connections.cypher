// title       = "How are departments connected?"
// description = "Organisations and what lies between them: direct relations, joint and linked commitments, linked strategies, whom they affect, and the themes that two or more of them work on. A limit leaves some of each sort."
// returns     = "Subgraph"
// access      = "read"
//
// [parameters.organisations]
// type        = "node_ids"
// kind        = "Organisation"
// default     = []
// description = "Only connections among these organisations; empty means all."
//
// [parameters.as_of]
// type        = "date"
// optional    = true
// description = "As it was on this day: claims that a document published until then states and that held then, and bodies that existed. What has no date counts as always."
//
// [parameters.limit]
// type        = "integer"
// default     = 200
// minimum     = 1
// maximum     = 2000
// description = "Most chains to draw."
//
// [example]
// organisations = ["organisation/gb-home-office", "organisation/gb-department-of-health-and-social-care"]
// ---
CALL () {
  MATCH (left:Organisation)-[link]->(right:Organisation)
  WHERE (size($organisations) = 0 OR (left.id IN $organisations AND right.id IN $organisations))
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [left.opened_on <= $as_of, left.closed_on >= $as_of], true)
    AND coalesce(NOT false IN [right.opened_on <= $as_of, right.closed_on >= $as_of], true)
  RETURN 0 AS rank, [left, right] AS nodes, [link] AS links
  ORDER BY [node IN nodes | node.id], [link IN links | type(link)]
  LIMIT $limit + 1
  UNION ALL
  MATCH (left:Organisation)-[first:MAKES]->(work:Commitment)<-[second:MAKES]-(right:Organisation)
  WHERE left.id < right.id
    AND (size($organisations) = 0 OR (left.id IN $organisations AND right.id IN $organisations))
    AND coalesce(NOT false IN [first.first_seen <= $as_of, first.valid_from <= $as_of, first.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [second.first_seen <= $as_of, second.valid_from <= $as_of, second.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [left.opened_on <= $as_of, left.closed_on >= $as_of], true)
    AND coalesce(NOT false IN [right.opened_on <= $as_of, right.closed_on >= $as_of], true)
  RETURN 1 AS rank, [left, work, right] AS nodes, [first, second] AS links
  ORDER BY [node IN nodes | node.id], [link IN links | type(link)]
  LIMIT $limit + 1
  UNION ALL
  MATCH (left:Organisation)-[first:MAKES]->(mine:Commitment)-[link:RESPONDS_TO|RESTATES|OVERLAPS_WITH]->(yours:Commitment)
  MATCH (yours)<-[second:MAKES]-(right:Organisation)
  WHERE left <> right
    AND (size($organisations) = 0 OR (left.id IN $organisations AND right.id IN $organisations))
    AND coalesce(NOT false IN [first.first_seen <= $as_of, first.valid_from <= $as_of, first.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [second.first_seen <= $as_of, second.valid_from <= $as_of, second.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [left.opened_on <= $as_of, left.closed_on >= $as_of], true)
    AND coalesce(NOT false IN [right.opened_on <= $as_of, right.closed_on >= $as_of], true)
  RETURN 2 AS rank, [left, mine, yours, right] AS nodes, [first, link, second] AS links
  ORDER BY [node IN nodes | node.id], [link IN links | type(link)]
  LIMIT $limit + 1
  UNION ALL
  MATCH (left:Organisation)-[first:PUBLISHES|OWNS|COMMISSIONS]->(mine:Strategy)-[link:CITES|SUPERSEDES]->(yours:Strategy)
  MATCH (yours)<-[second:PUBLISHES|OWNS|COMMISSIONS]-(right:Organisation)
  WHERE left <> right
    AND (size($organisations) = 0 OR (left.id IN $organisations AND right.id IN $organisations))
    AND coalesce(NOT false IN [first.first_seen <= $as_of, first.valid_from <= $as_of, first.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [second.first_seen <= $as_of, second.valid_from <= $as_of, second.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [left.opened_on <= $as_of, left.closed_on >= $as_of], true)
    AND coalesce(NOT false IN [right.opened_on <= $as_of, right.closed_on >= $as_of], true)
  RETURN 3 AS rank, [left, mine, yours, right] AS nodes, [first, link, second] AS links
  ORDER BY [node IN nodes | node.id], [link IN links | type(link)]
  LIMIT $limit + 1
  UNION ALL
  MATCH (left:Organisation)-[first:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(work:Commitment|Strategy)-[second:AFFECTS]->(right:Organisation)
  WHERE left <> right
    AND (size($organisations) = 0 OR (left.id IN $organisations AND right.id IN $organisations))
    AND coalesce(NOT false IN [first.first_seen <= $as_of, first.valid_from <= $as_of, first.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [second.first_seen <= $as_of, second.valid_from <= $as_of, second.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [left.opened_on <= $as_of, left.closed_on >= $as_of], true)
    AND coalesce(NOT false IN [right.opened_on <= $as_of, right.closed_on >= $as_of], true)
  RETURN 4 AS rank, [left, work, right] AS nodes, [first, second] AS links
  ORDER BY [node IN nodes | node.id], [link IN links | type(link)]
  LIMIT $limit + 1
  UNION ALL
  MATCH (party:Organisation)-[first:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(:Commitment|Strategy)-[second:CONCERNS|ADDRESSES]->(theme:Theme)
  WHERE (size($organisations) = 0 OR party.id IN $organisations)
    AND coalesce(NOT false IN [first.first_seen <= $as_of, first.valid_from <= $as_of, first.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [second.first_seen <= $as_of, second.valid_from <= $as_of, second.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [party.opened_on <= $as_of, party.closed_on >= $as_of], true)
  WITH theme, count(DISTINCT party) AS parties
  WHERE parties > 1
  MATCH (party:Organisation)-[first:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(work:Commitment|Strategy)-[second:CONCERNS|ADDRESSES]->(theme)
  WHERE (size($organisations) = 0 OR party.id IN $organisations)
    AND coalesce(NOT false IN [first.first_seen <= $as_of, first.valid_from <= $as_of, first.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [second.first_seen <= $as_of, second.valid_from <= $as_of, second.valid_to >= $as_of], true)
    AND coalesce(NOT false IN [party.opened_on <= $as_of, party.closed_on >= $as_of], true)
  RETURN 5 AS rank, [party, work, theme] AS nodes, [first, second] AS links
  ORDER BY [node IN nodes | node.id], [link IN links | type(link)]
  LIMIT $limit + 1
}
WITH rank, nodes, links
ORDER BY [node IN nodes | node.id], [link IN links | type(link)]
WITH rank, collect({nodes: nodes, links: links})[..$limit + 1] AS chains
UNWIND range(0, size(chains) - 1) AS place
WITH rank, place, chains[place] AS chain
ORDER BY place, rank
LIMIT $limit + 1
WITH collect(chain) AS chains
WITH chains[..$limit] AS kept, size(chains) > $limit AS truncated
RETURN
  reduce(found = [], chain IN kept | found + chain.nodes) AS nodes,
  reduce(found = [], chain IN kept | found + chain.links) AS relationships,
  truncated
