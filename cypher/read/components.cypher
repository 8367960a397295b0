// Name, version and edition of the server, for `policygraph doctor`.
// ---
CALL dbms.components() YIELD name, versions, edition
RETURN name, versions[0] AS version, edition
ORDER BY name
