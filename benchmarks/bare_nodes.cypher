UNWIND $rows AS row
MERGE (n:Bare {id: row.id})
SET n += row
