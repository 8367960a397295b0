"""The vocabulary that a run reads with: what ships, and the files that the settings name."""

from pathlib import Path

from graph.settings import Settings
from ingest.vocabulary.entries import Vocabulary
from ingest.vocabulary.loader import load_vocabulary
from ingest.vocabulary.own import OwnFile, load_own, with_own


def own_files(settings: Settings) -> tuple[OwnFile, ...]:
    """The vocabulary files that POLICYGRAPH_VOCABULARY names, in its order.

    Raises:
        VocabularyInvalid: one cannot be read, or says what cannot be.
    """
    return tuple(load_own(Path(name.strip())) for name in settings.vocabulary.split(",") if name.strip())


def vocabulary_in_force(settings: Settings) -> Vocabulary:
    """The vocabulary that ships, with the user's own files over it.

    Raises:
        VocabularyInvalid: one cannot be read, or they do not fit together.
    """
    return with_own(load_vocabulary(), own_files(settings))
