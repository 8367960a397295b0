// title       = "Where does it say that two things are connected?"
// description = "The passages behind each relationship between the two, word for word, whichever way it goes."
// returns     = "rows"
// access      = "read"
//
// [parameters.one]
// type        = "node_id"
// description = "One of the two."
//
// [parameters.two]
// type        = "node_id"
// description = "The other."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// source    = { type = "node_id", description = "Id of the node the relationship starts from." }
// relation  = { type = "text", description = "Its type." }
// target    = { type = "node_id", description = "Id of the node it leads to." }
// extractor = { type = "text", description = "The rule that read its surest passage." }
// document  = { type = "node_id", description = "Id of the document." }
// title     = { type = "text", description = "Its title." }
// quote     = { type = "text", description = "The words." }
// evidence  = { type = "passages", description = "The passage itself." }
//
// [example]
// one = "organisation/gb-home-office"
// two = "strategy/home-office-2030-digital-strategy"
// ---
MATCH (one:Entity {id: $one})
CALL (one) {
  MATCH (two:Entity {id: $two})
  RETURN two
}
MATCH (one)-[link]-(two)
UNWIND link.evidence AS id
MATCH (document:Document)-[:HAS_PASSAGE]->(passage:Passage {id: id})
RETURN
  startNode(link).id AS source,
  type(link) AS relation,
  endNode(link).id AS target,
  link.extractor AS extractor,
  document.id AS document,
  document.title AS title,
  passage.text AS quote,
  [passage.id] AS evidence
ORDER BY relation, source, document, passage.start
LIMIT $limit + 1
