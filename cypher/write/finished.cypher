// Marks documents as fully there.
// ---
UNWIND $rows AS row
MATCH (document:Document {id: row.id})
SET document.extractor_version = row.extractor_version
