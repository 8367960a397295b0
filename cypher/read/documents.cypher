// Documents by their ids, without their text and the places where they were found.
// ---
UNWIND $ids AS id
MATCH (document:Document {id: id})
RETURN collect(document {
  .id, .title, .uri, .kind, .publisher, .media_type, .sha256, .version, .length, .published_on, .retrieved_at, .licence
}) AS documents
