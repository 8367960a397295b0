"""Graphs from files: our own exports or anybody's, read within bounds and made into a page."""
