"""Blocks in, findings out: each with its passage and its rule."""
