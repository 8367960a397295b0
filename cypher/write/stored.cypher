// What is stored of the documents in $ids, and of those found at $locations.
// ---
MATCH (document:Document)
WHERE document.id IN $ids OR any(location IN document.locations WHERE location IN $locations)
RETURN collect({
  id: document.id,
  copies: document.copies,
  extractor_version: document.extractor_version,
  passages: COUNT { (document)-[:HAS_PASSAGE]->() }
}) AS documents
