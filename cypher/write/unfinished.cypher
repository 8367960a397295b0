// Marks documents as not fully there, so that a run that dies here is taken up again.
// ---
MATCH (document:Document)
WHERE document.id IN $ids
REMOVE document.extractor_version
