// One page of the organisations: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Organisation)
WHERE ($q IS NULL OR toLower(node.name) CONTAINS $q OR toLower(node.abbreviation) CONTAINS $q OR any(alias IN coalesce(node.aliases, []) WHERE toLower(alias) CONTAINS $q))
  AND ($kind IS NULL OR node.kind IN $kind)
  AND ($status IS NULL OR node.status IN $status)
  AND ($jurisdiction IS NULL OR node.jurisdiction IN $jurisdiction)
  AND ($theme IS NULL
    OR EXISTS { (node)-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]->()-[:CONCERNS|ADDRESSES]->(theme:Theme) WHERE theme.id IN $theme })
  AND ($organisation IS NULL OR EXISTS { (node)-[:PART_OF]->(whole:Organisation) WHERE whole.id IN $organisation })
  AND ($department IS NULL OR EXISTS { (node)-[:PART_OF*0..3]->(whole:Organisation) WHERE whole.id IN $department })
  AND ($strategy IS NULL
    OR EXISTS { (node)-[:PUBLISHES|OWNS|COMMISSIONS]->(strategy:Strategy) WHERE strategy.id IN $strategy }
    OR EXISTS { (node)<-[:AFFECTS]-(strategy:Strategy) WHERE strategy.id IN $strategy }
    OR EXISTS { (node)-[:MAKES]->(:Commitment)<-[:CONTAINS]-(strategy:Strategy) WHERE strategy.id IN $strategy })
  AND ($document IS NULL OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE document.id IN $document })
  AND ($min_confidence IS NULL OR node.confidence >= $min_confidence)
  AND ($changed_since IS NULL
    OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE document.published_on >= $changed_since OR document.retrieved_at >= $changed_since })
  AND ($as_of IS NULL OR (coalesce(node.opened_on, $as_of) <= $as_of AND coalesce(node.closed_on, $as_of) >= $as_of))
WITH
  node,
  coalesce(
    CASE $sort
      WHEN 'name' THEN toLower(node.name)
      WHEN 'kind' THEN node.kind
      WHEN 'opened_on' THEN toString(node.opened_on)
    END,
    CASE WHEN $descending THEN '' ELSE '\uffff' END
  ) AS key
WITH collect({id: node.id, key: key}) AS found
CALL (found) {
  UNWIND found AS one
  WITH one
  WHERE $after_id IS NULL
    OR (one.key = $after_key AND one.id > $after_id)
    OR (one.key > $after_key AND NOT $descending)
    OR (one.key < $after_key AND $descending)
  WITH one
  ORDER BY CASE WHEN $descending THEN one.key END DESC, CASE WHEN $descending THEN null ELSE one.key END, one.id
  LIMIT $limit + 1
  RETURN collect(one) AS page
}
RETURN page, size(found) AS total
