"""Organisations, strategies and themes as data, and the loader that reads them."""

from ingest.vocabulary.entries import KnownOrganisation, KnownStrategy, KnownTheme, Vocabulary
from ingest.vocabulary.loader import load_vocabulary

__all__ = ["KnownOrganisation", "KnownStrategy", "KnownTheme", "Vocabulary", "load_vocabulary"]
