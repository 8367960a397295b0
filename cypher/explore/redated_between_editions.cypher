// title       = "What did each new edition of a strategy re-date?"
// description = "Commitments of an edition that the next one states with another deadline, or without one, or with one where there was none."
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
// commitment       = { type = "node_id", description = "Id of the commitment in the earlier edition." }
// text             = { type = "text", description = "What it undertakes there." }
// deadline         = { type = "text", description = "Its deadline in the words of the earlier edition; null when it has none." }
// later_commitment = { type = "node_id", description = "Id of the commitment in the later edition, often the same." }
// later_text       = { type = "text", description = "What it undertakes there." }
// later_deadline   = { type = "text", description = "Its deadline in the words of the later edition; null when it has none." }
// matched_by       = { type = "text", description = "What makes the two the same: 'same words', 'same words but for the date', or 'same number' where each edition has it once." }
// earlier          = { type = "node_id", description = "The earlier edition." }
// later            = { type = "node_id", description = "The next edition." }
// evidence         = { type = "passages", description = "Passages of both that state it, at most five." }
//
// [example]
// strategy = "strategy/home-office-2030-digital-strategy"
// ---
MATCH (strategy:Strategy {id: $strategy})-[:SUPERSEDES*0..3]->(named:Strategy)<-[:DESCRIBES]-(document:Document)
WHERE document.edition_of = named.id
WITH DISTINCT document
ORDER BY coalesce(document.published_on, date('0001-01-01')), document.id
WITH collect(document) AS editions
UNWIND range(0, size(editions) - 2) AS place
WITH editions[place] AS earlier, editions[place + 1] AS later
MATCH (earlier)-[stated:DESCRIBES]->(commitment:Commitment)
MATCH (later)-[then:DESCRIBES]->(other:Commitment)
WHERE commitment = other
  OR (NOT EXISTS { (later)-[:DESCRIBES]->(commitment) } AND NOT EXISTS { (earlier)-[:DESCRIBES]->(other) })
WITH
  earlier, later, stated, then, commitment, other,
  CASE
    WHEN commitment = other THEN 'same words'
    WHEN replace(replace(replace(toLower(stated.text), toLower(coalesce(stated.deadline, '\n')), ''), '  ', ' '), ' .', '.') = replace(replace(replace(toLower(then.text), toLower(coalesce(then.deadline, '\n')), ''), '  ', ' '), ' .', '.')
      THEN 'same words but for the date'
    WHEN then.number = stated.number
      AND COUNT { (earlier)-[:DESCRIBES {number: stated.number}]->(:Commitment) } = 1
      AND COUNT { (later)-[:DESCRIBES {number: stated.number}]->(:Commitment) } = 1
      THEN 'same number'
  END AS matched_by
WHERE matched_by IS NOT NULL AND coalesce(stated.deadline_value, stated.deadline, '') <> coalesce(then.deadline_value, then.deadline, '')
RETURN
  commitment.id AS commitment,
  stated.text AS text,
  stated.deadline AS deadline,
  other.id AS later_commitment,
  then.text AS later_text,
  then.deadline AS later_deadline,
  matched_by,
  earlier.id AS earlier,
  later.id AS later,
  COLLECT {
    UNWIND [[earlier, commitment], [later, other]] AS side
    WITH side[0] AS edition, side[1] AS promise
    MATCH (edition)-[:HAS_PASSAGE]->(passage:Passage)-[:MENTIONS]->(promise)
    RETURN passage.id ORDER BY passage.id LIMIT 5
  } AS evidence
ORDER BY earlier, commitment, later_commitment
LIMIT $limit + 1
