// How many entities there are, and which of them no passage mentions or no document describes.
// ---
MATCH (entity:Entity)
WITH
  entity.id AS id,
  EXISTS { (entity)<-[:MENTIONS]-(:Passage) } AS mentioned,
  EXISTS { (entity)<-[:DESCRIBES]-(:Document) } AS described
RETURN
  count(*) AS total,
  collect(CASE WHEN NOT mentioned THEN id END)[..$limit] AS unmentioned,
  collect(CASE WHEN NOT described THEN id END)[..$limit] AS undescribed
