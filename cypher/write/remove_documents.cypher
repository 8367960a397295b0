// Deletes documents whose claims are gone already.
// ---
MATCH (document:Document)
WHERE document.id IN $ids
DETACH DELETE document
