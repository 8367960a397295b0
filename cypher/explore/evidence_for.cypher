// title       = "Which passages speak of something, and in which words?"
// description = "Every passage that mentions the entity, word for word with its place, by document and place in the document."
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
// published_on = { type = "date", description = "Day of publication." }
// quote        = { type = "text", description = "The words." }
// heading      = { type = "text", description = "Headings above them." }
// page         = { type = "integer", description = "Page, where there are pages." }
// place        = { type = "text", description = "Where it stands in the original, in its own terms, e.g. a range of cells." }
// start        = { type = "integer", description = "Offset of the first character in the stored text." }
// end          = { type = "integer", description = "Offset after the last." }
// evidence     = { type = "passages", description = "The passage itself." }
//
// [example]
// entity = "theme/artificial-intelligence"
// ---
MATCH (document:Document)-[:HAS_PASSAGE]->(passage:Passage)-[:MENTIONS]->(:Entity {id: $entity})
RETURN
  document.id AS document,
  document.title AS title,
  document.published_on AS published_on,
  passage.text AS quote,
  passage.heading AS heading,
  passage.page AS page,
  passage.place AS place,
  passage.start AS start,
  passage.end AS end,
  [passage.id] AS evidence
ORDER BY document, start, end
LIMIT $limit + 1
