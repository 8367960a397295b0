MATCH (document:Document) RETURN count(document) AS documents
