// What all documents together state of $entities: each different statement once, with its best document.
// The first item of a rank is the day of publication as a negative number, so that later days come first.
// ---
UNWIND $entities AS id
MATCH (entity:Entity {id: id})<-[statement:DESCRIBES]-(document:Document)
WITH
  entity,
  properties(statement) AS fields,
  min([
    -coalesce(document.published_on.year * 10000 + document.published_on.month * 100 + document.published_on.day, 0),
    document.id
  ]) AS rank
WITH entity, collect([fields, rank]) AS statements
RETURN collect([entity.id, [label IN labels(entity) WHERE label <> 'Entity'][0], statements]) AS entities
