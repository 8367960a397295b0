// The first schema: unique ids, indexes for lookups and dates, full-text search over names and commitments.
// ---
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organisation_id IF NOT EXISTS FOR (n:Organisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT strategy_id IF NOT EXISTS FOR (n:Strategy) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT theme_id IF NOT EXISTS FOR (n:Theme) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT commitment_id IF NOT EXISTS FOR (n:Commitment) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT passage_id IF NOT EXISTS FOR (n:Passage) REQUIRE n.id IS UNIQUE;
CREATE INDEX organisation_name IF NOT EXISTS FOR (n:Organisation) ON (n.name);
CREATE INDEX organisation_kind IF NOT EXISTS FOR (n:Organisation) ON (n.kind);
CREATE INDEX organisation_opened_on IF NOT EXISTS FOR (n:Organisation) ON (n.opened_on);
CREATE INDEX organisation_closed_on IF NOT EXISTS FOR (n:Organisation) ON (n.closed_on);
CREATE INDEX strategy_name IF NOT EXISTS FOR (n:Strategy) ON (n.name);
CREATE INDEX strategy_kind IF NOT EXISTS FOR (n:Strategy) ON (n.kind);
CREATE INDEX strategy_published_on IF NOT EXISTS FOR (n:Strategy) ON (n.published_on);
CREATE INDEX strategy_period_start IF NOT EXISTS FOR (n:Strategy) ON (n.period_start);
CREATE INDEX strategy_period_end IF NOT EXISTS FOR (n:Strategy) ON (n.period_end);
CREATE INDEX theme_name IF NOT EXISTS FOR (n:Theme) ON (n.name);
CREATE INDEX commitment_kind IF NOT EXISTS FOR (n:Commitment) ON (n.kind);
CREATE INDEX commitment_deadline_earliest IF NOT EXISTS FOR (n:Commitment) ON (n.deadline_earliest);
CREATE INDEX commitment_deadline_latest IF NOT EXISTS FOR (n:Commitment) ON (n.deadline_latest);
CREATE INDEX person_name IF NOT EXISTS FOR (n:Person) ON (n.name);
CREATE INDEX document_kind IF NOT EXISTS FOR (n:Document) ON (n.kind);
CREATE INDEX document_published_on IF NOT EXISTS FOR (n:Document) ON (n.published_on);
CREATE FULLTEXT INDEX entity_search IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.abbreviation, n.aliases, n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
