// One page of the commitments: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Commitment)
WHERE ($q IS NULL OR toLower(node.text) CONTAINS $q)
  AND ($kind IS NULL OR node.kind = $kind)
  AND ($status IS NULL OR node.status = $status)
  AND ($strength IS NULL OR node.strength = $strength)
  AND ($theme IS NULL OR EXISTS { (node)-[:CONCERNS]->(:Theme {id: $theme}) })
  AND ($organisation IS NULL OR EXISTS { (:Organisation {id: $organisation})-[:MAKES]->(node) })
  AND ($strategy IS NULL OR EXISTS { (:Strategy {id: $strategy})-[:CONTAINS]->(node) })
  AND ($document IS NULL OR EXISTS { (:Document {id: $document})-[:DESCRIBES]->(node) })
  AND ($due_after IS NULL OR node.deadline_latest >= $due_after)
  AND ($due_before IS NULL OR node.deadline_latest < $due_before)
  AND ($has_owner IS NULL OR EXISTS { (:Organisation)-[:MAKES]->(node) } = $has_owner)
  AND ($has_deadline IS NULL OR (node.deadline_latest IS NOT NULL) = $has_deadline)
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
