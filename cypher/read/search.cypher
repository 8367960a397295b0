// Entities whose names, aliases or text match, each once, in its best rank: 0 a name, 1 an alias or abbreviation, 2 text.
// The index is asked for more than the limit because the filter on kinds comes after it.
// ---
CALL () {
  CALL db.index.fulltext.queryNodes('entity_search', $in_names, {limit: 1000}) YIELD node, score
  RETURN node, score, 0 AS rank
  UNION ALL
  CALL db.index.fulltext.queryNodes('entity_search', $in_aliases, {limit: 1000}) YIELD node, score
  RETURN node, score, 1 AS rank
  UNION ALL
  CALL db.index.fulltext.queryNodes('entity_search', $in_text, {limit: 1000}) YIELD node, score
  RETURN node, score, 2 AS rank
}
WITH node, score, rank
WHERE size($kinds) = 0 OR any(label IN labels(node) WHERE label IN $kinds)
ORDER BY rank, score DESC
WITH node, collect({rank: rank, score: score})[0] AS best
ORDER BY best.rank, toLower(coalesce(node.name, '')) <> $exactly, best.score DESC, node.id
LIMIT $limit
RETURN collect({id: node.id, rank: best.rank, score: best.score}) AS hits
