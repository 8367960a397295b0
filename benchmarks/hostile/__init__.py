"""Hostile files, generated: what must neither crash a reader nor keep it busy, and what becomes of each."""
