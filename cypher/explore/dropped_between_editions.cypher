// title       = "What did each new edition of a strategy drop?"
// description = "Commitments of an edition that the next one states neither in the same words, nor with another date, nor under the same number."
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
// commitment = { type = "node_id", description = "Id of the commitment." }
// text       = { type = "text", description = "What was undertaken." }
// number     = { type = "text", description = "Its number; null when it has none." }
// deadline   = { type = "text", description = "Its deadline in the words of the earlier edition; null when it has none." }
// earlier    = { type = "node_id", description = "The edition that states it." }
// later      = { type = "node_id", description = "The next edition, which does not." }
// evidence   = { type = "passages", description = "Passages of the earlier edition that state it, at most five." }
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
WHERE NOT EXISTS { (later)-[:DESCRIBES]->(commitment) }
  AND NOT EXISTS {
    MATCH (later)-[then:DESCRIBES]->(other:Commitment)
    WHERE NOT EXISTS { (earlier)-[:DESCRIBES]->(other) }
      // The same words but for the date, or the same number where each edition has it once: that is a change and no end.
      AND (replace(replace(replace(toLower(stated.text), toLower(coalesce(stated.deadline, '\n')), ''), '  ', ' '), ' .', '.') = replace(replace(replace(toLower(then.text), toLower(coalesce(then.deadline, '\n')), ''), '  ', ' '), ' .', '.')
        OR (then.number = stated.number
          AND COUNT { (earlier)-[:DESCRIBES {number: stated.number}]->(:Commitment) } = 1
          AND COUNT { (later)-[:DESCRIBES {number: stated.number}]->(:Commitment) } = 1))
  }
RETURN
  commitment.id AS commitment,
  stated.text AS text,
  stated.number AS number,
  stated.deadline AS deadline,
  earlier.id AS earlier,
  later.id AS later,
  COLLECT { MATCH (earlier)-[:HAS_PASSAGE]->(passage:Passage)-[:MENTIONS]->(commitment) RETURN passage.id ORDER BY passage.id LIMIT 5 } AS evidence
ORDER BY earlier, commitment
LIMIT $limit + 1
