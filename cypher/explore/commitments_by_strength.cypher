// title       = "How firm are the promises of each organisation?"
// description = "How many commitments each organisation makes with which verb: 'will' binds more than 'aims to'."
// returns     = "rows"
// access      = "read"
//
// [parameters.limit]
// type        = "integer"
// default     = 100
// minimum     = 1
// maximum     = 1000
// description = "Most rows to return."
//
// [columns]
// organisation = { type = "node_id", description = "Id of the organisation." }
// name         = { type = "text", description = "Its name." }
// strength     = { type = "text", description = "The verb that carries the commitments." }
// commitments  = { type = "integer", description = "How many there are." }
// ---
MATCH (organisation:Organisation)-[:MAKES]->(commitment:Commitment)
WITH organisation, coalesce(commitment.strength, 'not stated') AS strength, count(commitment) AS commitments
RETURN organisation.id AS organisation, organisation.name AS name, strength, commitments
ORDER BY organisation, commitments DESC, strength
LIMIT $limit + 1
