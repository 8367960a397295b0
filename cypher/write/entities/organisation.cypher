// Generated from graph/kinds.py by 'policygraph schema --write'; do not edit.
// Makes the Organisation nodes that are missing; gives back what each one holds.
// ---
UNWIND $rows AS row
MERGE (entity:Entity {id: row.id})
ON CREATE SET entity = row.properties, entity:Organisation
RETURN collect([entity.id, properties(entity)]) AS entities
