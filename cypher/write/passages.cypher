// Makes passages of documents.
// ---
UNWIND $rows AS row
MATCH (document:Document {id: row.document})
CREATE (document)-[:HAS_PASSAGE]->(passage:Passage)
SET passage = row.properties
