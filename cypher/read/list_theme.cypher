// One page of the themes: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Theme)
WHERE ($q IS NULL OR toLower(node.name) CONTAINS $q OR any(alias IN coalesce(node.aliases, []) WHERE toLower(alias) CONTAINS $q))
  AND ($theme IS NULL OR EXISTS { (node)-[:NARROWER_THAN]->(wider:Theme) WHERE wider.id IN $theme })
  AND ($organisation IS NULL
    OR EXISTS {
      (organisation:Organisation)-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]->()-[:CONCERNS|ADDRESSES]->(node)
      WHERE organisation.id IN $organisation
    })
  AND ($department IS NULL
    OR EXISTS {
      (node)<-[:CONCERNS|ADDRESSES]-()<-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]-(:Organisation)-[:PART_OF*0..3]->(whole:Organisation)
      WHERE whole.id IN $department
    })
  AND ($strategy IS NULL
    OR EXISTS { (strategy:Strategy)-[:ADDRESSES]->(node) WHERE strategy.id IN $strategy }
    OR EXISTS { (strategy:Strategy)-[:CONTAINS]->(:Commitment)-[:CONCERNS]->(node) WHERE strategy.id IN $strategy })
  AND ($document IS NULL OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE document.id IN $document })
  AND ($min_confidence IS NULL OR node.confidence >= $min_confidence)
  AND ($changed_since IS NULL
    OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE document.published_on >= $changed_since OR document.retrieved_at >= $changed_since })
  AND ($as_of IS NULL
    OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE coalesce(document.published_on, $as_of) <= $as_of })
WITH
  node,
  coalesce(
    CASE $sort
      WHEN 'name' THEN toLower(node.name)
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
