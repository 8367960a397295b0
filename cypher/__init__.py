"""Every Cypher statement, one file each."""
