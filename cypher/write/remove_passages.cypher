// Deletes passages.
// ---
UNWIND $passages AS id
MATCH (passage:Passage {id: id})
DETACH DELETE passage
