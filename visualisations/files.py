"""Files: a page is put in place whole, or not at all."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from graph.errors import OutputUnwritable
from graph.identifiers import NodeId, slug


def file_name(view: str, subjects: tuple[NodeId, ...]) -> str:
    """The name of a page's file when none was asked for, e.g. "organisation-gb-home-office.html"."""
    named = [subject.partition("/")[2] for subject in subjects]
    return f"{slug('-'.join([view, *named]))}.html"


def write_page(html: str, path: Path) -> Path:
    """Write the page as UTF-8 beside `path`, then move it there; returns the whole path.

    Raises:
        OutputUnwritable: the folder is missing or may not be written to.
    """
    try:
        draft = _draft(html, path)
    except OSError as error:
        raise OutputUnwritable(str(path), reason=error.strerror or str(error)) from error
    try:
        draft.replace(path)
    except OSError as error:
        # The draft is whole but has no place; left there, it would look like a page.
        draft.unlink()
        raise OutputUnwritable(str(path), reason=error.strerror or str(error)) from error
    return path.resolve()


def _draft(html: str, path: Path) -> Path:
    # In the folder of the page itself, for a file can be moved at once only within one disk.
    file = NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False)  # noqa: SIM115 - closed below
    draft = Path(file.name)
    try:
        with file:
            file.write(html)
        # Temporary files are readable by their owner alone; a page is made to be shown.
        draft.chmod(0o644)
    except OSError:
        # On a full disk, half a draft would take the last of the room.
        draft.unlink()
        raise
    return draft
