"""Organisations and themes as data."""
