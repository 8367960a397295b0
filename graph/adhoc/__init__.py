"""Cypher that somebody else wrote: judged, then run in a process of its own, where it can harm nobody."""
