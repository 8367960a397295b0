// A synthetic graph: $bodies organisations, $themes themes and $promises commitments, each with its maker, its theme and its passage.
// ---
CREATE (document:Document {id: 'document/bench-0123456789ab', title: 'Bench', uri: 'bench.md', media_type: 'text/markdown',
  sha256: $digest, version: $digest, length: 1000000, text: '', published_on: date('2025-01-01'), extractor_version: 'bench@1'})
WITH document
UNWIND range(0, $promises - 1) AS number
MERGE (body:Entity:Organisation {id: 'organisation/body-' + (number * 7919 % $bodies)})
ON CREATE SET body.name = 'Body ' + (number * 7919 % $bodies), body.kind = 'other', body.confidence = 1.0, body.extractor = 'bench@1'
WITH document, body, number, (number * 104729 % $themes + number / $bodies * (number % $bodies) * 37) % $themes AS topic
MERGE (theme:Entity:Theme {id: 'theme/topic-' + topic})
ON CREATE SET theme.name = 'Topic ' + topic, theme.confidence = 1.0, theme.extractor = 'bench@1'
CREATE (passage:Passage {id: 'passage/0123456789ab-' + number + '-' + (number + 1), text: 'We will do number ' + number, start: number, end: number + 1})
CREATE (promise:Entity:Commitment {id: 'commitment/promise-' + number, text: 'Do number ' + number, kind: 'commitment', confidence: 1.0, extractor: 'bench@1'})
CREATE (document)-[:HAS_PASSAGE]->(passage)
CREATE (passage)-[:MENTIONS]->(promise)
CREATE (passage)-[:MENTIONS]->(body)
CREATE (passage)-[:MENTIONS]->(theme)
CREATE (body)-[:MAKES {evidence: [passage.id], confidence: 1.0, extractor: 'bench@1', role: 'lead', support: []}]->(promise)
CREATE (promise)-[:CONCERNS {evidence: [passage.id], confidence: 1.0, extractor: 'bench@1', support: []}]->(theme)
