// Entities and relationships as maps, with their first passages and those passages' documents.
// ---
CALL () {
  UNWIND $nodes AS id
  MATCH (node:Entity {id: id})
  CALL (node) {
    MATCH (passage:Passage)-[:MENTIONS]->(node)
    WITH passage.id AS id
    ORDER BY id
    LIMIT $evidence
    RETURN collect(id) AS evidence
  }
  RETURN collect(node {
    .*,
    label: [label IN labels(node) WHERE label <> 'Entity'][0],
    evidence: evidence,
    evidence_total: COUNT { (:Passage)-[:MENTIONS]->(node) }
  }) AS nodes
}
CALL (nodes) {
  MATCH (source)-[link]->(target)
  WHERE elementId(link) IN $relationships
  RETURN collect(link {
    .*,
    support: null,
    type: type(link),
    source: source.id,
    target: target.id,
    evidence: link.evidence[..$evidence],
    evidence_total: size(link.evidence)
  }) AS relationships
}
CALL (nodes, relationships) {
  UNWIND nodes + relationships AS thing
  UNWIND thing.evidence AS id
  WITH DISTINCT id
  MATCH (passage:Passage {id: id})
  MATCH (document:Document)-[:HAS_PASSAGE]->(passage)
  WITH document, collect(passage {.*, document: document.id}) AS passages
  RETURN
    collect(passages) AS passages,
    collect(document {
      .id, .title, .uri, .kind, .publisher, .media_type, .sha256, .version, .length, .published_on, .retrieved_at, .licence
    }) AS documents
}
RETURN nodes, relationships, reduce(all = [], some IN passages | all + some) AS passages, documents
