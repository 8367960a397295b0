// How many passages there are, and which of them stand in no document.
// ---
MATCH (passage:Passage)
WITH passage.id AS id, EXISTS { (passage)<-[:HAS_PASSAGE]-(:Document) } AS held
RETURN count(*) AS total, collect(CASE WHEN NOT held THEN id END)[..$limit] AS loose
