// What connects organisations, pair by pair: a block per sort of reason, then the strongest pairs.
// `first` is the organisation with the smaller id. `weights` says what each sort of reason counts; what is shared counts less
// the more share it: 1 for two organisations, a half for four, a quarter for sixteen, wherever they are asked about.
// A shared theme names at most five works a side; when no departments are given, a theme or body pairs only the twenty
// organisations that do most with it: one that all share would pair everybody.
// The first block fixes one end (DISTINCT holds the planner to it): from both ends at once Neo4j 2026.09 multiplies all by all.
// With $as_of only claims that were published by that day and held on it count, and bodies that existed. One test for all dates:
// what has none of them holds, and more tests, or an OR, make the plan dearer.
// ---
CALL () {
  MATCH (first:Organisation)
  WHERE size($departments) < 2 OR first.id IN $departments
  WITH DISTINCT first
  MATCH (first)-[link]-(second:Organisation)
  WHERE first.id < second.id
    AND (size($departments) = 0 OR first.id IN $departments OR second.id IN $departments)
    AND (size($departments) < 2 OR second.id IN $departments)
  RETURN first, second, {kind: 'direct relation', weight: $weights['direct relation'], nodes: [], links: [link]} AS reason
  UNION ALL
  MATCH (first:Organisation)-[left:MAKES]->(commitment:Commitment)<-[right:MAKES]-(second:Organisation)
  WHERE first.id < second.id
    AND (size($departments) = 0 OR first.id IN $departments OR second.id IN $departments)
    AND (size($departments) < 2 OR (first.id IN $departments AND second.id IN $departments))
  RETURN
    first,
    second,
    {kind: 'joint commitment', weight: $weights['joint commitment'], nodes: [commitment.id], links: [left, right]} AS reason
  UNION ALL
  MATCH (first:Organisation)-[left:MAKES]->(mine:Commitment)-[link:RESPONDS_TO|RESTATES|OVERLAPS_WITH]-(yours:Commitment)
  MATCH (yours)<-[right:MAKES]-(second:Organisation)
  WHERE first.id < second.id
    AND (size($departments) = 0 OR first.id IN $departments OR second.id IN $departments)
    AND (size($departments) < 2 OR (first.id IN $departments AND second.id IN $departments))
  RETURN
    first,
    second,
    {
      kind: 'linked commitments',
      weight: $weights['linked commitments'],
      nodes: [mine.id, yours.id],
      links: [left, link, right]
    } AS reason
  UNION ALL
  MATCH (first:Organisation)-[left:PUBLISHES|OWNS|COMMISSIONS]->(strategy:Strategy)<-[right:PUBLISHES|OWNS|COMMISSIONS]-(second:Organisation)
  WHERE first.id < second.id
    AND (size($departments) = 0 OR first.id IN $departments OR second.id IN $departments)
    AND (size($departments) < 2 OR (first.id IN $departments AND second.id IN $departments))
  RETURN
    first,
    second,
    {kind: 'joint strategy', weight: $weights['joint strategy'], nodes: [strategy.id], links: [left, right]} AS reason
  UNION ALL
  MATCH (first:Organisation)-[left:PUBLISHES|OWNS|COMMISSIONS]->(mine:Strategy)-[link:CITES|SUPERSEDES]-(yours:Strategy)
  MATCH (yours)<-[right:PUBLISHES|OWNS|COMMISSIONS]-(second:Organisation)
  WHERE first.id < second.id
    AND (size($departments) = 0 OR first.id IN $departments OR second.id IN $departments)
    AND (size($departments) < 2 OR (first.id IN $departments AND second.id IN $departments))
  RETURN
    first,
    second,
    {
      kind: 'linked strategies',
      weight: $weights['linked strategies'],
      nodes: [mine.id, yours.id],
      links: [left, link, right]
    } AS reason
  UNION ALL
  MATCH (one:Organisation)-[left:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(work:Strategy|Commitment)-[right:AFFECTS]->(other:Organisation)
  WHERE one <> other
    AND (size($departments) = 0 OR one.id IN $departments OR other.id IN $departments)
    AND (size($departments) < 2 OR (one.id IN $departments AND other.id IN $departments))
  RETURN
    CASE WHEN one.id < other.id THEN one ELSE other END AS first,
    CASE WHEN one.id < other.id THEN other ELSE one END AS second,
    {kind: 'affects', weight: $weights['affects'], nodes: [work.id], links: [left, right]} AS reason
  UNION ALL
  CALL () {
    MATCH (party:Organisation)-[act:MAKES|PUBLISHES|OWNS|COMMISSIONS]->(work:Strategy|Commitment)-[topic:ADDRESSES|CONCERNS]->(theme:Theme)
    WHERE (size($departments) < 2 OR party.id IN $departments)
      AND coalesce(NOT false IN [act.first_seen <= $as_of, act.valid_from <= $as_of, act.valid_to >= $as_of], true)
      AND coalesce(NOT false IN [topic.first_seen <= $as_of, topic.valid_from <= $as_of, topic.valid_to >= $as_of], true)
      AND coalesce(NOT false IN [party.opened_on <= $as_of, party.closed_on >= $as_of], true)
    WITH theme, party, work, topic, act
    ORDER BY work.id, type(act)
    WITH theme, party, work, topic, collect(act) AS acts
    ORDER BY work.id
    WITH theme, party, collect({id: work.id, links: acts + topic}) AS works
    RETURN
      'shared theme' AS kind,
      theme AS hub,
      party,
      [work IN works[..5] | work.id] AS works,
      reduce(all = [], work IN works[..5] | all + work.links) AS links
    UNION ALL
    MATCH (party:Organisation)-[tie:PART_OF|OVERSEES|PARTNERS_WITH]-(body:Organisation)
    WHERE (size($departments) < 2 OR party.id IN $departments)
      AND coalesce(NOT false IN [tie.first_seen <= $as_of, tie.valid_from <= $as_of, tie.valid_to >= $as_of], true)
      AND coalesce(NOT false IN [party.opened_on <= $as_of, party.closed_on >= $as_of], true)
      AND coalesce(NOT false IN [body.opened_on <= $as_of, body.closed_on >= $as_of], true)
    WITH body, party, tie
    ORDER BY type(tie), startNode(tie).id
    RETURN
      'body in common' AS kind,
      body AS hub,
      party,
      [] AS works,
      collect(tie) AS links
  }
  WITH kind, hub, party, works, links
  ORDER BY size(works) DESC, size(links) DESC, party.id
  WITH kind, hub, collect({party: party, works: works, links: links}) AS parties
  WHERE size(parties) > 1
  WITH
    kind,
    hub,
    parties,
    CASE
      WHEN size($departments) < 2 THEN size(parties)
      WHEN kind = 'shared theme' THEN COUNT {
        MATCH (hub)<-[topic:ADDRESSES|CONCERNS]-()<-[act:MAKES|PUBLISHES|OWNS|COMMISSIONS]-(any:Organisation)
        WHERE coalesce(NOT false IN [topic.first_seen <= $as_of, topic.valid_from <= $as_of, topic.valid_to >= $as_of], true)
          AND coalesce(NOT false IN [act.first_seen <= $as_of, act.valid_from <= $as_of, act.valid_to >= $as_of], true)
        RETURN DISTINCT any
      }
      ELSE COUNT {
        MATCH (hub)-[tie:PART_OF|OVERSEES|PARTNERS_WITH]-(any:Organisation)
        WHERE coalesce(NOT false IN [tie.first_seen <= $as_of, tie.valid_from <= $as_of, tie.valid_to >= $as_of], true)
        RETURN DISTINCT any
      }
    END AS sharing
  WITH
    kind,
    hub,
    CASE WHEN size($departments) = 0 THEN parties[..20] ELSE parties END AS parties,
    $weights[kind] * log(2) / log(sharing) AS weight
  UNWIND [one IN parties WHERE size($departments) = 0 OR one.party.id IN $departments] AS one
  UNWIND parties AS other
  WITH kind, hub, weight, one, other
  WHERE one.party <> other.party
    AND (size($departments) = 1 OR one.party.id < other.party.id)
  WITH
    kind,
    hub,
    weight,
    CASE WHEN one.party.id < other.party.id THEN one ELSE other END AS left,
    CASE WHEN one.party.id < other.party.id THEN other ELSE one END AS right
  RETURN
    left.party AS first,
    right.party AS second,
    {kind: kind, weight: weight, nodes: [hub.id] + left.works + right.works, links: left.links + right.links} AS reason
}
WITH first, second, reason
WHERE coalesce(NOT false IN [first.opened_on <= $as_of, first.closed_on >= $as_of], true)
  AND coalesce(NOT false IN [second.opened_on <= $as_of, second.closed_on >= $as_of], true)
  AND all(link IN reason.links
    WHERE coalesce(NOT false IN [link.first_seen <= $as_of, link.valid_from <= $as_of, link.valid_to >= $as_of], true))
WITH first.id AS source, second.id AS target, collect(DISTINCT reason) AS reasons
ORDER BY round(reduce(sum = 0.0, reason IN reasons | sum + reason.weight), 6) DESC, size(reasons) DESC, source, target
LIMIT $limit + 1
WITH collect({source: source, target: target, reasons: reasons}) AS pairs
WITH pairs[..$limit] AS pairs, size(pairs) > $limit AS truncated
RETURN
  [pair IN pairs | {
    source: pair.source,
    target: pair.target,
    reasons: [reason IN pair.reasons | {
      kind: reason.kind,
      weight: reason.weight,
      nodes: reason.nodes,
      relationships: [link IN reason.links | [startNode(link).id, type(link), endNode(link).id]],
      elements: [link IN reason.links | elementId(link)]
    }]
  }] AS pairs,
  truncated
