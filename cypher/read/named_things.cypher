// Every organisation and strategy with all its names and how many documents describe it, by id.
// ---
MATCH (thing:Organisation|Strategy)
WITH thing, COUNT { (:Document)-[:DESCRIBES]->(thing) } AS documents
ORDER BY thing.id
RETURN collect(thing {.id, .name, .kind, .aliases, .abbreviation, .jurisdiction, .defined_by, documents: documents}) AS things
