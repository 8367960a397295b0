// One document with its text and passages.
// ---
MATCH (document:Document {id: $id})
RETURN
  document.text AS text,
  document.sha256 AS sha256,
  document.length AS length,
  document.extractor_version AS extractor_version,
  COLLECT {
    MATCH (document)-[:HAS_PASSAGE]->(passage:Passage)
    RETURN [passage.id, passage.document, passage.start, passage.end, passage.text] ORDER BY passage.id
  } AS passages
