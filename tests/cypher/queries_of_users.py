"""Cypher that users may send: what must stay possible, and what must do no harm.

HONEST are questions that somebody would ask of this graph. REFUSED never reach
Neo4j, or are refused by its plan; BOUNDED are taken, and end with an answer or
an error within the limits.
"""

HONEST = [
    "MATCH (n:Organisation) RETURN n.name ORDER BY n.name LIMIT 10",
    (
        "CALL db.index.fulltext.queryNodes('entity_search', 'health') YIELD node, score RETURN node.name AS name, "
        "score ORDER BY score DESC LIMIT 5"
    ),
    "CALL db.index.fulltext.queryNodes('entity_search', $q, {limit: 20}) YIELD node, score WHERE node:Strategy RETURN node, score",
    "MATCH (a:Organisation {id: 'organisation/gb-home-office'})-[:MAKES]->(c:Commitment)-[:CONCERNS]->(t:Theme) RETURN a, c, t",
    "MATCH p = (a:Organisation)((x)-[:PART_OF]->(y)){1,3}(b:Organisation) RETURN [n IN nodes(p) | n.name] AS names",
    "MATCH p = SHORTEST 2 (a:Organisation {abbreviation:'HO'})-[:MAKES|CONCERNS|PUBLISHES|CONTAINS]-+(t:Theme) RETURN p",
    (
        "MATCH p = shortestPath((a:Organisation {id:'organisation/gb-home-office'})-[*..6]-(b:Organisation "
        "{id:'organisation/gb-nhs-england'})) RETURN length(p), [r IN relationships(p) | type(r)]"
    ),
    "MATCH (c:Commitment) WHERE EXISTS { (c)<-[:MAKES]-(:Organisation) } RETURN count(*)",
    "MATCH (c:Commitment) WHERE NOT EXISTS { MATCH (c)<-[:MAKES]-(o) WHERE o.kind = 'regulator' } RETURN c.text",
    "MATCH (t:Theme) RETURN t.name, COUNT { (t)<-[:CONCERNS]-() } AS n ORDER BY n DESC",
    "MATCH (o:Organisation) RETURN o.name, COLLECT { MATCH (o)-[:MAKES]->(c) RETURN c.text ORDER BY c.text LIMIT 3 } AS promises",
    "MATCH (o:Organisation) RETURN o.name AS name UNION MATCH (s:Strategy) RETURN s.name AS name",
    "MATCH (o:Organisation) RETURN o.name AS name UNION ALL MATCH (s:Strategy) RETURN s.name AS name",
    "MATCH (o:Organisation) RETURN o.name, [(o)-[:MAKES]->(c)-[:CONCERNS]->(t) | t.name] AS themes",
    "MATCH (o:Organisation) RETURN o {.name, .kind, commitments: [(o)-[:MAKES]->(c) | c.text]} AS o",
    "UNWIND range(1, 10) AS i RETURN i, i * i AS square",
    "UNWIND $names AS name OPTIONAL MATCH (o:Organisation {name: name}) RETURN name, o.id",
    "MATCH (c:Commitment) WITH c.strength AS strength, count(*) AS n WHERE n > 1 RETURN strength, n ORDER BY n DESC",
    "MATCH (c:Commitment) WHERE c.deadline_latest < date('2027-01-01') RETURN c.text, c.deadline_latest",
    (
        "MATCH (c:Commitment) WHERE c.deadline_latest < date() + duration({months: 6}) RETURN c.text, "
        "duration.inDays(date(), c.deadline_latest).days AS days"
    ),
    "MATCH (d:Document)-[:HAS_PASSAGE]->(p:Passage)-[:MENTIONS]->(e:Entity) RETURN d.title, p.text, e.id LIMIT 20",
    "MATCH (n) WHERE n:Organisation OR n:Strategy RETURN labels(n), n.name SKIP 1 LIMIT 3",
    "MATCH (n:Theme) WHERE n.name CONTAINS 'set' OR n.name STARTS WITH 'Create' OR n.name = 'DELETE merge' RETURN n",
    "MATCH (a:Organisation), (b:Organisation) WHERE a.id < b.id AND EXISTS { (a)-[:MAKES]->()<-[:MAKES]-(b) } RETURN a.name, b.name",
    "MATCH (o:Organisation)-[r:MAKES]->(c) RETURN o.name, r.role, r.confidence, size(r.evidence) AS passages",
    "MATCH (s:Strategy) CALL (s) { MATCH (s)-[:CONTAINS]->(c) RETURN count(c) AS n } RETURN s.name, n",
    (
        "MATCH (c:Commitment) RETURN CASE WHEN c.deadline IS NULL THEN 'none' WHEN c.deadline_latest < "
        "date('2026-06-01') THEN 'early' ELSE 'late' END AS due, count(*) AS n"
    ),
    "MATCH p = (a:Theme)-[:NARROWER_THAN*0..3]->(b:Theme) RETURN all(n IN nodes(p) WHERE n:Theme) AS ok, length(p)",
    "MATCH (o:Organisation) WITH collect(o.name) AS names RETURN reduce(s = '', n IN names[..100] | s + n + '; ') AS joined",
    (
        "MATCH p=(a)-[:MAKES]->(b) RETURN reduce(m = 0.0, r IN relationships(p) | CASE WHEN r.confidence > m THEN "
        "r.confidence ELSE m END) AS best LIMIT 3"
    ),
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "CALL db.schema.nodeTypeProperties()",
    "WITH 1 AS one RETURN one + 1 AS two, toString(one) + ' caf\\u00e9' AS text",
    "MATCH (n:Organisation) /* CREATE (x) */ RETURN n.name // DELETE everything\nLIMIT 2",
    (
        "MATCH (a:Organisation)-[:MAKES]->(c)-[:CONCERNS]->(t)<-[:CONCERNS]-(d)<-[:MAKES]-(b:Organisation) WHERE a.id "
        "< b.id RETURN a.name, b.name, collect(DISTINCT t.name) AS themes, count(DISTINCT c) AS n ORDER BY n DESC "
        "LIMIT 10"
    ),
    "MATCH (n:Organisation&!Theme) RETURN count(n)",
    "MATCH (n:Commitment|Strategy WHERE n.kind = 'review') RETURN n.id",
    (
        "MATCH (o:Organisation) RETURN avg(size(o.name)) AS mean, percentileCont(size(o.name), 0.5) AS median, "
        "max(o.name), stDev(size(o.name))"
    ),
    "MATCH (p:Passage) WHERE p.text CONTAINS 'AI' RETURN substring(p.text, 0, 50), toUpper(left(p.heading, 3)), split(p.text, ' ')[0..3]",
    "OPTIONAL MATCH (x:Organisation {id: 'nothing'}) RETURN x",
    "MATCH (a {id: 'organisation/gb-home-office'})-->(b) RETURN type(head([(a)-[r]->(b) | r])), b.id",
    "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY n DESC;",
    "MATCH (c:Commitment) WHERE any(a IN ['AI','guidance'] WHERE c.text CONTAINS a) RETURN c.id",
    (
        "MATCH p = ALL SHORTEST (a:Organisation {id:'organisation/gb-home-office'})-[:MAKES|CONCERNS]-+(b:Theme) WHERE "
        "none(n IN nodes(p) WHERE n:Person) RETURN p LIMIT 3"
    ),
    "MATCH (n:Organisation) RETURN n.name AS `name of it`, properties(n) AS p, keys(n) AS k LIMIT 1",
    (
        "MATCH (a:Organisation {id:'organisation/gb-home-office'}) MATCH (b:Organisation "
        "{id:'organisation/gb-nhs-england'}) MATCH p = allShortestPaths((a)-[*..5]-(b)) RETURN p LIMIT 5"
    ),
    "MATCH (s:Strategy) WHERE s.published_on.year = 2025 RETURN s.name, s.published_on.month",
    (
        "RETURN datetime('2026-01-01T00:00:00Z') AS d, point({x: 1, y: 2}) AS p, 0.0/0.0 AS nan, 9223372036854775807 "
        "AS big, duration('P1D') AS dur, null AS nothing"
    ),
    "MATCH (n:Organisation) RETURN n.id AS id, [x IN labels(n) WHERE x <> 'Entity'][0] AS kind, coalesce(n.abbreviation, '-') AS abbr",
    "MATCH (a:Organisation) WHERE COUNT { (a)-[:MAKES]->(:Commitment) } >= 2 RETURN a.name",
    (
        "MATCH (c:Commitment) RETURN c.id, [ (c)<-[:MAKES]-(o) | o.name ] AS owners, [w IN split(c.text, ' ') WHERE "
        "size(w) > 6 | toLower(w)] AS words LIMIT 3"
    ),
]
PARAMETERS = {"q": "plan", "names": ["Home Office", "Nobody"]}

WRITING = [
    "CREATE (n:X) RETURN n",
    "INSERT (n:X)",
    "MERGE (n:X) RETURN n",
    "MATCH (n) SET n.x = 1 RETURN n",
    "MATCH (n) SET n:Y RETURN n",
    "MATCH (n) REMOVE n.name RETURN n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) NODETACH DELETE n",
    "WITH 1 AS x CREATE (n:X) RETURN n",
    "UNWIND [1] AS x FOREACH (y IN [x] | CREATE (:Z))",
    "MATCH (a) WHERE false CREATE (b) RETURN b",
    "WITH 1 AS x CALL (x) { CREATE (n:X) RETURN n } RETURN n",
    "MATCH (n) WITH n CALL { WITH n SET n.a = 1 } RETURN n",
    "MATCH (n) C\\u0052EATE (m) RETURN m",
    "WITH 1 AS a MERGE (m:Q) ON CREATE SET m.x = 1 RETURN m",
    "MATCH (n) RETURN n UNION CREATE (n) RETURN n",
    "MATCH (n)/**/CREATE/**/(m) RETURN m",
    "MATCH (n) RETURN n; CREATE (m)",
    "MATCH (n) RETURN n /* ; */ ; MATCH (n) DETACH DELETE n",
    "MATCH (n) RETURN n \\u003b CREATE (m)",
    "RETURN '\\u0027 CREATE (n) //'",
    "RETURN 1 // \\u000a CREATE (n)",
    "EXPLAIN CREATE (n)",
    "PROFILE MATCH (n) SET n.x = 1",
    "CYPHER 5 MATCH (n) DELETE n",
    "CREATE INDEX x FOR (n:X) ON (n.y)",
    "CREATE CONSTRAINT x FOR (n:X) REQUIRE n.y IS UNIQUE",
    "DROP CONSTRAINT entity_id",
    "DROP INDEX entity_search",
]
ELSEWHERE = [
    "LOAD CSV FROM 'http://127.0.0.1:9/x' AS l RETURN l",
    "WITH 1 AS x LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "RETURN [x IN [1] | COLLECT { LOAD CSV FROM 'http://127.0.0.1:9' AS l RETURN l }]",
    "RETURN CASE WHEN true THEN COLLECT { LOAD\u00a0CSV FROM 'http://127.0.0.1:9' AS l RETURN l } END",
    "RETURN COUNT { L\\u004fAD CSV FROM 'http://127.0.0.1:9' AS l RETURN l }",
    "WITH 1 AS x LOAD/**/CSV FROM 'ftp://127.0.0.1/x' AS l RETURN l",
    "MATCH (n) WHERE EXISTS { LOAD //\n CSV WITH HEADERS FROM 'http://localhost' AS l RETURN l } RETURN n",
    "RETURN reduce(s = 0, x IN [1] | s + COUNT { LOAD CSV FROM 'http://127.0.0.1:9' AS l RETURN l })",
    "MATCH (n {a: COUNT { load csv FROM 'http://127.0.0.1:9' AS l RETURN l }}) RETURN n",
    "USE system SHOW USERS",
    "USE neo4j MATCH (n) RETURN n",
    "CALL { USE neo4j MATCH (n) RETURN n } RETURN n",
    "CALL () { USE graph.byName('system') MATCH (n) RETURN n } RETURN n",
    "RETURN graph.names()",
    "MATCH (n) RETURN graph.propertiesByName('neo4j')",
]
ADMINISTRATION = [
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "SHOW PROCEDURES",
    "SHOW FUNCTIONS",
    "SHOW USERS",
    "SHOW DATABASES",
    "SHOW INDEXES",
    "SHOW CONSTRAINTS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t",
    "CREATE USER x SET PASSWORD 'password'",
    "ALTER USER neo4j SET PASSWORD 'password'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "DROP USER neo4j",
    "GRANT ROLE x TO y",
    "STOP DATABASE neo4j",
    "CALL dbms.listConfig()",
    "CALL dbms.killConnection('bolt-1')",
    "CALL dbms.killConnections(['bolt-1'])",
    "CALL dbms.listConnections() YIELD connectionId RETURN *",
    "CALL dbms.queryJmx('*:*')",
    "CALL dbms.components()",
    "CALL dbms.info()",
    "CALL dbms.upgrade()",
    "CALL dbms.security.listUsers()",
    "CALL dbms.cluster.routing.getRoutingTable({})",
    "CALL db.info()",
    "CALL db.ping()",
    "CALL db.createLabel('x')",
    "CALL db.awaitIndexes(100)",
    "CALL db.clearQueryCaches()",
    "CALL db.prepareForReplanning()",
    "CALL db.resampleIndex('x')",
    "CALL db.stats.retrieve('GRAPH COUNTS')",
    "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "CALL tx.setMetaData({a: 1})",
    "CALL tx.getMetaData()",
    "CALL apoc.load.json('http://127.0.0.1')",
    "CALL d\\u0062ms.listConfig()",
    "CALL `dbms`.`listConfig`()",
    "CALL dbms . listConfig ( )",
    "CALL dbms/**/.listConfig()",
    "CALL DB.LABELS()",
    "OPTIONAL CALL dbms.listConfig() YIELD name RETURN name",
    "MATCH (n) CALL dbms.listConfig() YIELD name RETURN name",
    "CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name",
    "MATCH (n) WHERE EXISTS { CALL dbms.listConfig() YIELD name } RETURN n",
    "MATCH (n) CALL (n) { RETURN 1 AS x } IN TRANSACTIONS RETURN x",
    "MATCH (n) CALL { WITH n RETURN 1 AS x } IN 4 CONCURRENT TRANSACTIONS OF 10 ROWS RETURN x",
]
# Neo4j cannot stop these once they run, or does not come to an end while it plans them.
UNSTOPPABLE = [
    "RETURN " + "(" * 700 + "1" + ")" * 700,
    "RETURN " + "NOT " * 600 + "true",
    "RETURN " + "NOT(" * 30 + "true" + ")" * 30,
    "RETURN " + "- " * 300 + "1",
    "RETURN " + "-" * 300 + "1",
    "RETURN " + "+".join(["1"] * 20_000),
    "RETURN " + "+".join(["1"] * 700),
    "RETURN " + "2 ^ " * 200 + "1",
    "RETURN " + "1 = " * 400 + "1",
    "RETURN " + "[" * 60 + "1" + "]" * 60,
    "RETURN [1]" + "[0]" * 200,
    "WITH {a: 1} AS m RETURN m" + ".a" * 300,
    "RETURN " + "CASE WHEN true THEN " * 60 + "1" + " END" * 60,
    "RETURN '" + "a" * 20_000 + "'",
    "RETURN reduce(s = 0, x IN range(1, 10000000000) | s + x)",
    "RETURN range(1, 1000000000)",
    "RETURN size(range(1, 10000 * 100000))",
    "RETURN range(1, toInteger('1000000000'))",
    "WITH 1000000000 AS n RETURN range(1, n)",
    "RETURN range(0, 9223372036854775807, 1)",
    "RETURN range(-9223372036854775808, 0)",
    "RETURN range(1, 1e9)",
    "RETURN range(1, 0x7fffffff)",
    "RETURN range(1, size(range(1, 10000)) * 100000)",
    "RETURN range(1, size('a') + 999999)",
    "RETURN RANGE /* */ (1, 1000000000)",
    "RETURN r\\u0061nge(1, 1000000000)",
    "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ '(a*)*b'",
    "MATCH (n) WHERE n.name =~ '(x*)*\\\\1y' RETURN n",
    "MATCH (n) WHERE n.name =/**/~ '(a*)*b' OR n.name =~ 'x' RETURN n",
    "RETURN " + "EXISTS { MATCH () WHERE " * 60 + "true" + " }" * 60,
    "RETURN " + "COUNT { MATCH () WHERE 0 < " * 8 + "1" + " }" * 8,
    "CALL { " * 8 + "RETURN 1 AS x" + " } RETURN x" * 8,
    "WITH 'aaaaaaaaaa' AS s " + "WITH s + s AS s " * 24 + "RETURN size(s)",
    "WITH 'aaaaaaaaaa' AS s " + "WITH s || s AS s " * 24 + "RETURN size(s)",
    "WITH range(1, 10000) AS s " + "WITH s + s + s + s AS s " * 13 + "RETURN size(s)",
    "WITH [1] AS l " + "WITH [l, l] AS l " * 24 + "RETURN l",
    "WITH {a: 1} AS m " + "WITH {a: m, b: m} AS m " * 24 + "RETURN m",
    "RETURN reduce(s = 'a', x IN range(1, 60) | s + s)",
    "RETURN size(reduce(s = [1], x IN range(1, 60) | [s, s]))",
    "RETURN reduce(s = 'a', x IN range(1, 40) | toString(s) + toString(s))",
    "RETURN reduce(s = 'a', x IN range(1, 40) | CASE WHEN true THEN s + s ELSE s END)",
    "RETURN reduce(s = '', x IN range(1, 10000) | s + '" + "a" * 4_000 + "')",
    "RETURN reduce(a = 0, x IN range(1, 10000) | a + reduce(b = 0, y IN range(1, 10000) | b + y))",
    "RETURN size([x IN range(1, 10000) | [y IN range(1, 10000) | [z IN range(1, 10000) | 1]]])",
    "RETURN [x IN range(1, 10000) WHERE any(y IN range(1, 10000) WHERE all(z IN range(1, 10000) WHERE z > 0)) | x]",
    "WITH range(1, 10000) AS l RETURN reduce(a = 0, x IN l | a + size([y IN l WHERE y > x]))",
    "MATCH (a), (b) WITH collect(a) AS l RETURN reduce(s = 0, x IN l | s + reduce(t = 0, y IN l | t + 1))",
    "WITH range(1, 10000) AS l WITH {l: l} AS m RETURN any(x IN m.l WHERE all(y IN m.l WHERE y >= x))",
    "MATCH (a), (b) WITH collect(a.name) AS l RETURN size(reduce(s = '', x IN l | s + x))",
    "MATCH (a), (b) WITH collect(a.name) AS l RETURN [x IN l WHERE x IN l]",
    "RETURN replace(replace(replace('aaaaaaaaaa', 'a', '" + "a" * 500 + "'), 'a', '" + "a" * 500 + "'), 'a', '" + "a" * 500 + "')",
    "MATCH p = (a)-[*1..1000000]-(b) RETURN count(p)",
    "MATCH (a)((x)-->(y)){1,1000000000}(b) RETURN count(*)",
    "MATCH (a)((x)-->(y)){1000000000}(b) RETURN count(*)",
    "MATCH (a)" + "-->(x)-->(y)" * 20 + " RETURN count(*)",
    "MATCH (a)" + "<--(x)-[:MAKES]->(y)" * 20 + " RETURN count(*)",
    "MATCH " + ", ".join(f"(a{i})-->(b{i})" for i in range(20)) + " RETURN count(*)",
    "RETURN " + " XOR ".join(f"rand() > 0.{i}" for i in range(1, 30)),
    "MATCH (n) WHERE " + " OR ".join(f"(n.a{i} = 1 AND n.b{i} = 2)" for i in range(60)) + " RETURN n",
    "MATCH (n:" + "&".join(f"(A{i}|B{i})" for i in range(18)) + ") RETURN n",
    "MATCH (n) WHERE " + " AND ".join(f"(n:A{i} OR n:B{i})" for i in range(18)) + " RETURN n",
    "MATCH (n) WHERE " + " OR ".join(["n.x = 1"] * 5_000) + " RETURN n",
    "MATCH (n) RETURN n " + "UNION MATCH (n) RETURN n " * 30,
    "MATCH (n) " + "OPTIONAL MATCH (n)-->() " * 20 + "RETURN n",
]
BROKEN = [
    "", "   ", "// nothing", "/* open", "RETURN 'open", "RETURN `open", "RETURN \\u00", "RETURN 1)", "RETURN (1", "}{",
    "RETURN (1]", "RETURN 1; RETURN 2",
    "RETURN '\ud800'", "RETURN '\x00'", "RETURN '\\ud800'", "RETURN '\\u005cu0041'", "RETURN '\\x'", "RETURN #", ";", "MATCH (n) #",
]  # fmt: skip
REFUSED = WRITING + ELSEWHERE + ADMINISTRATION + UNSTOPPABLE + BROKEN

BOUNDED = [
    "MATCH (a)-[*]-(b)-[*]-(c) RETURN count(*)",
    "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 10000) AS c RETURN count(*)",
    "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b RETURN a, b ORDER BY a * b DESC",
    "UNWIND range(1, 10000) AS a UNWIND range(1, 1000) AS b RETURN a, b",
    "RETURN replace('" + "a" * 1_000 + "', '', '" + "b" * 1_000 + "')",
    "RETURN " + "[" * 39 + "1" + "]" * 39,
    "WITH " + ", ".join(f"{i} AS a{i}" for i in range(300)) + " RETURN *",
    "RETURN [x IN range(1, 10000) WHERE x IN [1, 2]], toInteger('" + "9" * 5_000 + "')",
    "RETURN date('+999999999-12-31') + duration('P999999999Y')",
    "MATCH (n) WHERE " + " AND ".join(f"(n.a = 1 OR n.b = {i})" for i in range(20)) + " RETURN n",
    "MATCH " + ", ".join(f"(a{i}:Entity)" for i in range(40)) + " RETURN count(*)",
    "MATCH p = allShortestPaths((a)-[*]-(b)) RETURN p",
]
