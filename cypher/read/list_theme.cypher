// One page of the themes: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Theme)
WHERE ($q IS NULL OR toLower(node.name) CONTAINS $q OR any(alias IN coalesce(node.aliases, []) WHERE toLower(alias) CONTAINS $q))
  AND ($theme IS NULL OR EXISTS { (node)-[:NARROWER_THAN]->(:Theme {id: $theme}) })
  AND ($organisation IS NULL OR EXISTS { (:Organisation {id: $organisation})-[:MAKES|PUBLISHES|OWNS|COMMISSIONS]->()-[:CONCERNS|ADDRESSES]->(node) })
  AND ($strategy IS NULL
    OR EXISTS { (:Strategy {id: $strategy})-[:ADDRESSES]->(node) }
    OR EXISTS { (:Strategy {id: $strategy})-[:CONTAINS]->(:Commitment)-[:CONCERNS]->(node) })
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
