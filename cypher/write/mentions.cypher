// Connects passages with the entities they mention.
// ---
UNWIND $rows AS row
MATCH (passage:Passage {id: row.passage})
MATCH (entity:Entity {id: row.entity})
CREATE (passage)-[:MENTIONS]->(entity)
