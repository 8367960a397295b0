// Generated from graph/kinds.py by 'policygraph schema --write'; do not edit.
// Makes the COMMISSIONS relationships that are missing, sets what is given, and says what supports each one then.
// ---
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
MATCH (target:Entity {id: row.target})
MERGE (source)-[relationship:COMMISSIONS]->(target)
ON CREATE SET relationship = row.properties
SET relationship += row.settled
RETURN collect([source.id, target.id, relationship.support]) AS relationships
