// A strategy with its commitments in the order of the documents, who makes them, and who publishes or owns it.
// ---
OPTIONAL MATCH (start:Strategy {id: $id})
CALL (start) {
  MATCH (start)-[:CONTAINS]->(commitment:Commitment)
  CALL (commitment) {
    OPTIONAL MATCH (document:Document)-[:HAS_PASSAGE]->(passage:Passage)-[:MENTIONS]->(commitment)
    RETURN document.id AS document, passage.start AS offset
    ORDER BY document, offset
    LIMIT 1
  }
  WITH commitment
  ORDER BY document, offset, commitment.id
  LIMIT $limit + 1
  RETURN collect(commitment) AS found
}
WITH start, found[..$limit] AS commitments, size(found) > $limit AS truncated
CALL (start) {
  MATCH (publisher:Organisation)-[:PUBLISHES|OWNS]->(start)
  WITH DISTINCT publisher
  ORDER BY publisher.id
  RETURN collect(publisher) AS publishers
}
CALL (commitments) {
  UNWIND commitments AS commitment
  MATCH (owner:Organisation)-[:MAKES]->(commitment)
  WITH DISTINCT owner
  ORDER BY owner.id
  RETURN collect(owner) AS owners
}
WITH [node IN [start] WHERE node IS NOT NULL] + publishers + [node IN owners WHERE NOT node IN publishers] + commitments AS kept, truncated
CALL (kept) {
  UNWIND kept AS source
  MATCH (source)-[link:PUBLISHES|OWNS|CONTAINS|MAKES]->(target:Entity)
  WHERE target IN kept
  RETURN collect(elementId(link)) AS relationships
}
RETURN [node IN kept | node.id] AS nodes, relationships, truncated
