"""Pairs of names that may be one thing, put before a person; what the person says goes into the judgement file."""
