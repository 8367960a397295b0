"""One module per view; a view answers a question."""
