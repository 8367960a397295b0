// Relationships that start at $entities and rest on one of $passages.
// ---
UNWIND $entities AS id
MATCH (source:Entity {id: id})-[relationship]->(target:Entity)
WHERE any(passage IN relationship.evidence WHERE passage IN $passages)
RETURN collect([source.id, type(relationship), target.id, relationship.support]) AS relationships
