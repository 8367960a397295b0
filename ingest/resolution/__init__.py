"""Findings of one document in, the piece of graph it supports out."""
