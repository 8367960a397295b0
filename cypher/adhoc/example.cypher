// What the API's page shows as an example: who has promised what on a theme.
// ---
MATCH (body:Organisation)-[:MAKES]->(commitment:Commitment)-[:CONCERNS]->(:Theme {id: $theme})
RETURN body.name AS body, commitment.text AS promise
