"""Subgraph in, one offline HTML page out."""
