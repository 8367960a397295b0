// What is there of every document that was written to its end.
// ---
MATCH (document:Document)
WHERE document.extractor_version IS NOT NULL
RETURN document.id AS id, document.copies AS copies, document.extractor_version AS extractor_version
