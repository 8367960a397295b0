// Waits for the turn to write; the node stays locked until the transaction ends.
// ---
MERGE (lock:__PolicygraphLock {name: 'writers'})
SET lock.turns = coalesce(lock.turns, 0) + 1
