"""Lock files of the jars that make up Neo4j; `python -m graph.jars.make_lock 5.26.30` writes one."""
