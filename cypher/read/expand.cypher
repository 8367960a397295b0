// The entities of the wanted kinds that stand one relationship away from the given ones, and the relationships to them.
// ---
CALL () {
  UNWIND $nodes AS id
  MATCH (node:Entity {id: id})-[link]-(near:Entity)
  WHERE any(label IN labels(near) WHERE label IN $kinds)
  WITH DISTINCT link, near
  ORDER BY near.id, startNode(link).id, type(link), endNode(link).id
  LIMIT $limit + 1
  RETURN collect({id: near.id, element: elementId(link)}) AS found
}
RETURN
  [one IN found[..$limit] | one.id] AS nodes,
  [one IN found[..$limit] | one.element] AS relationships,
  size(found) > $limit AS truncated
