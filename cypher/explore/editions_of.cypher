// title       = "Which editions of a strategy are there?"
// description = "Documents that are the strategy itself or one that it supersedes, earliest first."
// returns     = "rows"
// access      = "read"
//
// [parameters.strategy]
// type        = "node_id"
// kind        = "Strategy"
// description = "The strategy; what it supersedes counts as earlier editions of it."
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
// strategy     = { type = "node_id", description = "The strategy that it is an edition of." }
// published_on = { type = "date", description = "Day of publication; null when it is not known, and then the edition counts as earlier than those with one." }
// uri          = { type = "text", description = "Where it was published, or else the name of its file." }
// commitments  = { type = "integer", description = "How many commitments it states." }
//
// [example]
// strategy = "strategy/home-office-2030-digital-strategy"
// ---
MATCH (strategy:Strategy {id: $strategy})-[:SUPERSEDES*0..3]->(named:Strategy)<-[:DESCRIBES]-(document:Document)
WHERE document.edition_of = named.id
WITH DISTINCT document, named
RETURN
  document.id AS document,
  document.title AS title,
  named.id AS strategy,
  document.published_on AS published_on,
  document.uri AS uri,
  COUNT { (document)-[:DESCRIBES]->(:Commitment) } AS commitments
ORDER BY coalesce(published_on, date('0001-01-01')), document
LIMIT $limit + 1
