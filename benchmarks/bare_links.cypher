UNWIND $rows AS row
MATCH (a:Bare {id: row.source})
MATCH (b:Bare {id: row.target})
MERGE (a)-[:LINKED]->(b)
