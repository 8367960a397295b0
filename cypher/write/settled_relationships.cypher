// Gives relationships the properties that follow from their support.
// ---
UNWIND $rows AS row
MATCH ()-[relationship]->()
WHERE elementId(relationship) = row.element
SET relationship = row.properties
