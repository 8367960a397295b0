// Waits until all indexes are online, at most $seconds.
// ---
CALL db.awaitIndexes($seconds)
