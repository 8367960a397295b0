"""The vocabulary that a run reads with: what ships, and the files that the settings name."""

from pathlib import Path

from graph.settings import Settings
from ingest.resolution.judgements import load_judgements, with_judgements
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
    """The vocabulary that ships, with the user's own files over it and what was judged to be the same.

    Raises:
        VocabularyInvalid: one cannot be read, or they do not fit together.
        JudgementsInvalid: the judgement file cannot be read, or contradicts itself.
    """
    return with_judgements(with_own(load_vocabulary(), own_files(settings)), load_judgements(judgement_file(settings)))


def judgement_file(settings: Settings) -> Path:
    """The judgement file: the one that POLICYGRAPH_JUDGEMENTS names, else one in the user's folder."""
    return settings.judgements or settings.home / "judgements.yaml"
