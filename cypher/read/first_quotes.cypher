// For each of some things the words that name it first, with their document.
// ---
UNWIND $ids AS id
MATCH (thing:Entity {id: id})
CALL (thing) {
  MATCH (document:Document)-[:HAS_PASSAGE]->(passage:Passage)-[:MENTIONS]->(thing)
  RETURN passage, document
  ORDER BY document.title, passage.start, passage.id
  LIMIT $limit
}
RETURN collect({
  id: id, text: passage.text, heading: passage.heading, page: passage.page, title: document.title, published_on: document.published_on
}) AS quotes
