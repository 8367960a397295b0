// Passages by their ids, and the documents they stand in.
// ---
UNWIND $passages AS id
MATCH (passage:Passage {id: id})
MATCH (document:Document)-[:HAS_PASSAGE]->(passage)
WITH document, collect(passage {.*, document: document.id}) AS passages
WITH
  collect(passages) AS passages,
  collect(document {
    .id, .title, .uri, .kind, .publisher, .media_type, .sha256, .version, .length, .published_on, .retrieved_at, .licence
  }) AS documents
RETURN reduce(all = [], some IN passages | all + some) AS passages, documents
