// Deletes relationships that no passage supports any longer.
// ---
UNWIND $elements AS element
MATCH ()-[relationship]->()
WHERE elementId(relationship) = element
DELETE relationship
