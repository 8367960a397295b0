// One page of the people: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Person)
WHERE ($q IS NULL OR toLower(node.name) CONTAINS $q OR toLower(node.role) CONTAINS $q)
  AND ($organisation IS NULL OR EXISTS { (node)-[:LEADS]->(:Organisation {id: $organisation}) })
  AND ($strategy IS NULL OR EXISTS { (node)-[:LEADS|AUTHORS]->(:Strategy {id: $strategy}) })
  AND ($document IS NULL OR EXISTS { (:Document {id: $document})-[:DESCRIBES]->(node) })
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
