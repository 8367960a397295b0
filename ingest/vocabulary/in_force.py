"""The vocabulary that a run reads with: what ships, and the files that the settings name."""

from dataclasses import replace
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
    """The vocabulary that ships, with the user's own files over it, what was judged to be the same, and a model's kept answers.

    Raises:
        VocabularyInvalid: one cannot be read, or they do not fit together.
        JudgementsInvalid: the judgement file cannot be read, or contradicts itself.
        AnswerDamaged: an answer is not as it was written.
    """
    joined = with_judgements(with_own(load_vocabulary(), own_files(settings)), load_judgements(judgement_file(settings)))
    if not settings.llm_model:
        return joined
    from ingest.llm.answers import AnswerFolder  # noqa: PLC0415 - loads the rules, which only who reads documents needs

    return replace(joined, model=settings.llm_model, answers=AnswerFolder(answer_folder(settings)).all())


def judgement_file(settings: Settings) -> Path:
    """The judgement file: the one that POLICYGRAPH_JUDGEMENTS names, else one in the user's folder."""
    return settings.judgements or settings.home / "judgements.yaml"


def answer_folder(settings: Settings) -> Path:
    """The folder of a model's answers: the one that POLICYGRAPH_LLM_ANSWERS names, else one in the user's folder."""
    return settings.llm_answers or settings.home / "answers"
