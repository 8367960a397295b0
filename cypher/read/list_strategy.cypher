// One page of the strategies: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Strategy)
WHERE ($q IS NULL OR toLower(node.name) CONTAINS $q OR any(alias IN coalesce(node.aliases, []) WHERE toLower(alias) CONTAINS $q))
  AND ($kind IS NULL OR node.kind IN $kind)
  AND ($status IS NULL OR node.status IN $status)
  AND ($theme IS NULL
    OR EXISTS { (node)-[:ADDRESSES]->(theme:Theme) WHERE theme.id IN $theme }
    OR EXISTS { (node)-[:CONTAINS]->(:Commitment)-[:CONCERNS]->(theme:Theme) WHERE theme.id IN $theme })
  AND ($organisation IS NULL
    OR EXISTS { (organisation:Organisation)-[:PUBLISHES|OWNS|COMMISSIONS]->(node) WHERE organisation.id IN $organisation })
  AND ($department IS NULL
    OR EXISTS {
      (node)<-[:PUBLISHES|OWNS|COMMISSIONS]-(:Organisation)-[:PART_OF*0..3]->(whole:Organisation)
      WHERE whole.id IN $department
    })
  AND ($document IS NULL OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE document.id IN $document })
  AND ($has_owner IS NULL OR EXISTS { (:Organisation)-[:PUBLISHES|OWNS|COMMISSIONS]->(node) } = $has_owner)
  AND ($published_after IS NULL OR node.published_on >= $published_after)
  AND ($published_before IS NULL OR node.published_on < $published_before)
  AND ($min_confidence IS NULL OR node.confidence >= $min_confidence)
  AND ($changed_since IS NULL
    OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE document.published_on >= $changed_since OR document.retrieved_at >= $changed_since })
  AND ($as_of IS NULL
    OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE coalesce(document.published_on, $as_of) <= $as_of })
  AND ($as_of IS NULL
    OR (coalesce(node.published_on, $as_of) <= $as_of
      AND coalesce(node.period_end, $as_of) >= $as_of
      AND NOT EXISTS { (newer:Strategy)-[:SUPERSEDES]->(node) WHERE newer.published_on <= $as_of }))
WITH
  node,
  coalesce(
    CASE $sort
      WHEN 'name' THEN toLower(node.name)
      WHEN 'published_on' THEN toString(node.published_on)
      WHEN 'kind' THEN node.kind
      WHEN 'period_end' THEN toString(node.period_end)
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
