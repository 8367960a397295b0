"""Answers of a model, kept in a folder by what was asked: documents are read with them, and the model is never asked twice."""

import json
from collections.abc import Mapping
from pathlib import Path

from graph.errors import PolicyGraphError
from graph.identifiers import digest
from ingest.documents import ReadDocument
from ingest.llm.question import parts_of
from ingest.resolution.judgements import write_whole


class AnswerDamaged(PolicyGraphError):
    """A file in the folder of answers is not as it was written."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        super().__init__(f"The answer in {str(path)!r} cannot be read.", fix="Take the file out and run 'policygraph consult' again.")


class AnswerFolder:
    """The folder; one file for each part of a document that a model was asked about."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: str, answer: Mapping[str, object]) -> None:
        """Keep the answer to the question of this key.

        Raises:
            OutputUnwritable: the folder cannot be written to.
        """
        write_whole(self._folder / f"{key}.json", json.dumps(answer, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def has(self, key: str) -> bool:
        """Whether the question was answered before."""
        return (self._folder / f"{key}.json").is_file()

    def all(self) -> dict[str, str]:
        """Every answer as JSON, by its key; none when there is no folder.

        Raises:
            AnswerDamaged: one of them is not as it was written.
        """
        return {path.stem: _checked(path) for path in sorted(self._folder.glob("*.json"))}


def _checked(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
        if isinstance(json.loads(text)["commitments"], list):
            return text
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise AnswerDamaged(path) from error
    raise AnswerDamaged(path)


def answers_digest(document: ReadDocument, model: str, answers: Mapping[str, str]) -> str:
    """A digest of the answers there are about a document; '' when there are none."""
    given = [answers[key] for part in parts_of(document) if (key := part.key(model)) in answers]
    return digest(*given) if given else ""
