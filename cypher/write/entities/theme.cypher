// Generated from graph/kinds.py by 'policygraph schema --write'; do not edit.
// Makes the Theme nodes that are missing; gives back what each one holds.
// ---
UNWIND $rows AS row
MERGE (entity:Entity {id: row.id})
ON CREATE SET entity = row.properties, entity:Theme
RETURN collect([entity.id, properties(entity)]) AS entities
