MATCH (n)
WHERE n:Entity OR n:Document OR n:Passage OR n:Bare
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 5000 ROWS
