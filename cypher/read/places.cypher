// Every document and where it was found, by title and id.
// ---
MATCH (document:Document)
WITH document
ORDER BY toLower(document.title), document.id
RETURN collect(document {.id, .title, .publisher, .published_on, .kind, .locations}) AS documents
