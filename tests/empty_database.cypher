// In batches: one transaction that deletes everything meets the server's memory limit.
MATCH (n)
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 10000 ROWS
