// Ids of all documents, in order.
// ---
MATCH (document:Document)
WHERE document.id IS NOT NULL
RETURN document.id AS id
ORDER BY document.id
