// Which documents the graph is made of, and by which rules they were read: the same list, the same graph.
// ---
MATCH (document:Document)
WITH document.id + ' ' + coalesce(document.extractor_version, '') AS version
ORDER BY version
RETURN collect(version) AS versions
