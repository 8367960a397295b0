// Makes documents, not yet finished.
// ---
UNWIND $rows AS row
CREATE (document:Document)
SET document = row.properties
