// Queries of users that Neo4j still works on, those included whose client is long gone.
// ---
SHOW TRANSACTIONS
YIELD transactionId, metaData, elapsedTime
WHERE metaData.policygraph_query IS NOT NULL
RETURN metaData.policygraph_query AS query, transactionId AS transaction, elapsedTime.seconds AS seconds
ORDER BY query
