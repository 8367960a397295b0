// One page of the people: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Person)
WHERE ($q IS NULL OR toLower(node.name) CONTAINS $q OR toLower(node.role) CONTAINS $q)
  AND ($organisation IS NULL OR EXISTS { (node)-[:LEADS]->(led:Organisation) WHERE led.id IN $organisation })
  AND ($department IS NULL
    OR EXISTS { (node)-[:LEADS]->(:Organisation)-[:PART_OF*0..3]->(whole:Organisation) WHERE whole.id IN $department })
  AND ($strategy IS NULL OR EXISTS { (node)-[:LEADS|AUTHORS]->(strategy:Strategy) WHERE strategy.id IN $strategy })
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
