// Generated from graph/kinds.py by 'policygraph schema --write'; do not edit.
// Makes the PARTNERS_WITH relationships that are missing; gives back what supports each one.
// ---
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
MATCH (target:Entity {id: row.target})
MERGE (source)-[relationship:PARTNERS_WITH]->(target)
RETURN collect([source.id, type(relationship), target.id, elementId(relationship), relationship.support]) AS relationships
