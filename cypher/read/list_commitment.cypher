// One page of the commitments: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Commitment)
WHERE ($q IS NULL OR toLower(node.text) CONTAINS $q)
  AND ($kind IS NULL OR node.kind IN $kind)
  AND ($status IS NULL OR node.status IN $status)
  AND ($strength IS NULL OR node.strength IN $strength)
  AND ($theme IS NULL OR EXISTS { (node)-[:CONCERNS]->(theme:Theme) WHERE theme.id IN $theme })
  AND ($organisation IS NULL OR EXISTS { (owner:Organisation)-[:MAKES]->(node) WHERE owner.id IN $organisation })
  AND ($department IS NULL
    OR EXISTS { (node)<-[:MAKES]-(:Organisation)-[:PART_OF*0..3]->(whole:Organisation) WHERE whole.id IN $department })
  AND ($strategy IS NULL OR EXISTS { (strategy:Strategy)-[:CONTAINS]->(node) WHERE strategy.id IN $strategy })
  AND ($document IS NULL OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE document.id IN $document })
  AND ($due_after IS NULL OR node.deadline_latest >= $due_after)
  AND ($due_before IS NULL OR node.deadline_latest < $due_before)
  AND ($has_owner IS NULL OR EXISTS { (:Organisation)-[:MAKES]->(node) } = $has_owner)
  AND ($has_deadline IS NULL OR (node.deadline_latest IS NOT NULL) = $has_deadline)
  AND (($published_after IS NULL AND $published_before IS NULL)
    OR EXISTS {
      (document:Document)-[:DESCRIBES]->(node)
      WHERE ($published_after IS NULL OR document.published_on >= $published_after)
        AND ($published_before IS NULL OR document.published_on < $published_before)
    })
  AND ($min_confidence IS NULL OR node.confidence >= $min_confidence)
  AND ($changed_since IS NULL
    OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE document.published_on >= $changed_since OR document.retrieved_at >= $changed_since })
  AND ($as_of IS NULL
    OR EXISTS { (document:Document)-[:DESCRIBES]->(node) WHERE coalesce(document.published_on, $as_of) <= $as_of })
  AND ($as_of IS NULL
    OR NOT EXISTS {
      (document:Document)-[said:DESCRIBES]->(node)
      WHERE coalesce(document.published_on, $as_of) <= $as_of AND said.status IN ['complete', 'dropped', 'superseded']
    })
WITH
  node,
  coalesce(
    CASE $sort
      WHEN 'deadline' THEN toString(node.deadline_latest)
      WHEN 'text' THEN toLower(node.text)
      WHEN 'strength' THEN node.strength
      WHEN 'kind' THEN node.kind
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
