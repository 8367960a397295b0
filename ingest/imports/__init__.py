"""Typed imports: tables whose columns a mapping file names; each row is the passage of what it says."""
