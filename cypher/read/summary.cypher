// How many nodes and relationships of each kind, from Neo4j's own counters.
// ---
RETURN
  {
    Organisation: COUNT { (:Organisation) },
    Strategy: COUNT { (:Strategy) },
    Theme: COUNT { (:Theme) },
    Commitment: COUNT { (:Commitment) },
    Person: COUNT { (:Person) },
    Document: COUNT { (:Document) },
    Passage: COUNT { (:Passage) }
  } AS nodes,
  {
    PUBLISHES: COUNT { ()-[:PUBLISHES]->() },
    OWNS: COUNT { ()-[:OWNS]->() },
    COMMISSIONS: COUNT { ()-[:COMMISSIONS]->() },
    MAKES: COUNT { ()-[:MAKES]->() },
    CONTAINS: COUNT { ()-[:CONTAINS]->() },
    ADDRESSES: COUNT { ()-[:ADDRESSES]->() },
    CONCERNS: COUNT { ()-[:CONCERNS]->() },
    NARROWER_THAN: COUNT { ()-[:NARROWER_THAN]->() },
    PART_OF: COUNT { ()-[:PART_OF]->() },
    OVERSEES: COUNT { ()-[:OVERSEES]->() },
    PARTNERS_WITH: COUNT { ()-[:PARTNERS_WITH]->() },
    SUCCEEDED_BY: COUNT { ()-[:SUCCEEDED_BY]->() },
    CITES: COUNT { ()-[:CITES]->() },
    SUPERSEDES: COUNT { ()-[:SUPERSEDES]->() },
    AFFECTS: COUNT { ()-[:AFFECTS]->() },
    RESPONDS_TO: COUNT { ()-[:RESPONDS_TO]->() },
    RESTATES: COUNT { ()-[:RESTATES]->() },
    OVERLAPS_WITH: COUNT { ()-[:OVERLAPS_WITH]->() },
    LEADS: COUNT { ()-[:LEADS]->() },
    AUTHORS: COUNT { ()-[:AUTHORS]->() }
  } AS relationships
