// title       = "Which documents speak of something?"
// description = "Documents that mention the entity, those that do so most often first."
// returns     = "rows"
// access      = "read"
//
// [parameters.entity]
// type        = "node_id"
// description = "The entity."
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// document     = { type = "node_id", description = "Id of the document." }
// title        = { type = "text", description = "Its title." }
// publisher    = { type = "text", description = "Who published it." }
// published_on = { type = "date", description = "Day of publication." }
// uri          = { type = "text", description = "Where it was published." }
// passages     = { type = "integer", description = "How many of its passages mention the entity." }
// evidence     = { type = "passages", description = "The first of those passages, at most five." }
//
// [example]
// entity = "theme/artificial-intelligence"
// ---
MATCH (document:Document)-[:HAS_PASSAGE]->(passage:Passage)-[:MENTIONS]->(:Entity {id: $entity})
WITH document, passage.id AS passage
ORDER BY passage
WITH document, count(passage) AS passages, collect(passage)[..5] AS evidence
RETURN
  document.id AS document,
  document.title AS title,
  document.publisher AS publisher,
  document.published_on AS published_on,
  document.uri AS uri,
  passages,
  evidence
ORDER BY passages DESC, document
LIMIT $limit + 1
