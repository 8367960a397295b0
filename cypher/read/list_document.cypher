// One page of the documents: those after the last sort key and id, in order; what has no sort key comes last.
// ---
MATCH (node:Document)
WHERE ($q IS NULL OR toLower(node.title) CONTAINS $q OR toLower(node.publisher) CONTAINS $q)
  AND ($kind IS NULL OR node.kind IN $kind)
  AND ($theme IS NULL OR EXISTS { (node)-[:DESCRIBES]->(theme:Theme) WHERE theme.id IN $theme })
  AND ($organisation IS NULL OR EXISTS { (node)-[:DESCRIBES]->(organisation:Organisation) WHERE organisation.id IN $organisation })
  AND ($strategy IS NULL OR EXISTS { (node)-[:DESCRIBES]->(strategy:Strategy) WHERE strategy.id IN $strategy })
  AND ($published_after IS NULL OR node.published_on >= $published_after)
  AND ($published_before IS NULL OR node.published_on < $published_before)
  AND ($changed_since IS NULL OR node.published_on >= $changed_since OR node.retrieved_at >= $changed_since)
  AND ($as_of IS NULL OR coalesce(node.published_on, $as_of) <= $as_of)
WITH
  node,
  coalesce(
    CASE $sort
      WHEN 'title' THEN toLower(node.title)
      WHEN 'published_on' THEN toString(node.published_on)
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
