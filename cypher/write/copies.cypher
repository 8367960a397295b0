// Says where documents are found now.
// ---
UNWIND $rows AS row
MATCH (document:Document {id: row.id})
SET document += row.properties
