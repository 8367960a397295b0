// How many relationships between entities there are, and which of them rest on nothing or on a passage that is not there.
// ---
MATCH (source:Entity)-[relationship]->(target:Entity)
WITH
  [source.id, type(relationship), target.id] AS ends,
  size(coalesce(relationship.evidence, [])) = 0 AS unsupported,
  head([id IN relationship.evidence WHERE NOT EXISTS { (:Passage {id: id}) }]) AS missing
RETURN
  count(*) AS total,
  collect(CASE WHEN unsupported THEN ends END)[..$limit] AS unsupported,
  collect(CASE WHEN missing IS NOT NULL THEN [ends, missing] END)[..$limit] AS dangling
