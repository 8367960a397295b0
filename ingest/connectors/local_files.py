"""Files and folders on this machine."""

import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from graph.errors import SourceUnavailable
from ingest.connectors.patterns import Patterns
from ingest.documents import Problem, RawDocument, Skipped
from ingest.formats import MEDIA_TYPES, media_type_of
from ingest.metadata import SIDECAR, Sidecar, read_sidecar

BIGGEST_BYTES = 200_000_000
# It is read before any document and without their limits.
BIGGEST_SIDECAR = 10_000_000
CHECK_PERMISSIONS = "Check its permissions."
ANNOTATIONS = ".gold.json"


class LocalFiles:
    """Reads files, and folders with all below them (or `only` what some patterns want) in order of their names.

    Hidden files, meta.json (it describes its neighbours) and *.gold.json are
    passed over; links that lead out of the folder are not followed.
    """

    def __init__(self, paths: Sequence[Path], only: Patterns | None = None) -> None:
        self._paths = paths
        self._only = only or Patterns()
        self._sidecars: dict[Path, Sidecar] = {}
        self._total: int | None = None

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The documents, sorted within each path, and in their place what was not read.

        Raises:
            SourceUnavailable: a path does not exist.
        """
        for found in self._found():
            yield found if isinstance(found, Skipped) else self._read(*found)

    def count(self) -> int:
        """How many documents there are, read or not; opens none of them.

        Raises:
            SourceUnavailable: a path does not exist.
        """
        if self._total is None:
            self._total = sum(1 for _ in self._found())
        return self._total

    def gone(self, known: Collection[str], found: Collection[str]) -> tuple[str, ...]:
        """Of the places in `known`, those below the folders read that are not among the `found`, sorted."""
        # A file that is named alone says nothing about its neighbours; a folder that was read does.
        folders = [path.absolute() for path in self._paths if _surely(path.is_dir)]
        missing = (Path(place) for place in known if place not in found)
        inside = ((place, folder) for place in missing for folder in folders if place.is_relative_to(folder))
        return tuple(sorted({str(place) for place, folder in inside if self._only.takes(place.relative_to(folder).as_posix())}))

    def _found(self) -> Iterator[Skipped | tuple[Path, str]]:
        for path in self._paths:
            if not _surely(path.exists):
                raise SourceUnavailable(str(path), reason="there is no such file or folder", fix="Check the path.")
        seen: set[str] = set()
        for path in self._paths:
            for found in self._below(path):
                location = found.location if isinstance(found, Skipped) else _location(found[0])
                # A file that is named, and stands in a folder that is named too, is one document.
                if isinstance(found, Skipped) or location not in seen:
                    yield found
                seen.add(location)

    def _below(self, path: Path) -> Iterator[Skipped | tuple[Path, str]]:
        if _surely(path.is_dir):
            yield from self._folder(path, path)
        else:
            yield from self._sidecar_problems(path.parent, path.parent)
            yield path, path.name

    def _folder(self, top: Path, root: Path) -> Iterator[Skipped | tuple[Path, str]]:
        # Not by recursion: folders may nest deeper than Python calls.
        levels = [self._entries(top, root)]
        while levels:
            entry = next(levels[-1], None)
            if entry is None:
                levels.pop()
            elif isinstance(entry, Skipped):
                yield entry
            elif _surely(entry.is_symlink) and not _leads_inside(entry, root):
                fix = "Copy what it points to into the folder, or ingest it by its own path."
                yield _skipped(entry, root, "link-outside", "it is a link that leads out of the folder or nowhere", fix, failed=False)
            elif _surely(entry.is_dir):
                levels.append(self._entries(entry, root))
            else:
                yield entry, entry.relative_to(root).as_posix()

    def _entries(self, folder: Path, root: Path) -> Iterator[Skipped | Path]:
        """What is wanted of a folder, in order of names, or why it cannot be had."""
        try:
            # Sorted, because every system lists folders in another order and reports should compare.
            entries = sorted(entry for entry in folder.iterdir() if not _passed_over(entry.name))
        except OSError as error:
            yield _skipped(folder, root, "unreadable", f"the folder cannot be opened: {error.strerror}", CHECK_PERMISSIONS)
            return
        yield from self._sidecar_problems(folder, root)
        yield from (entry for entry in entries if self._wants(entry, root))

    def _wants(self, entry: Path, root: Path) -> bool:
        name = entry.relative_to(root).as_posix()
        return self._only.may_hold(name) if _surely(entry.is_dir) and not _surely(entry.is_symlink) else self._only.takes(name)

    def _read(self, path: Path, name: str) -> RawDocument | Skipped:
        # First, since such a name could be neither stored nor printed in any other problem.
        if name != shown(name):
            nameless = Problem("file-name", "", "its name is not Unicode", "Rename it.")
            return Skipped(shown(name), shown(_location(path)), nameless, failed=True)
        media_type = media_type_of(path.name)
        problem = _not_a_document(path)
        if problem:
            return Skipped(name, _location(path), problem, failed=True)
        if media_type is None:
            reason = f"there is no reader for {path.suffix.lower() or 'a file without an ending'} yet"
            return Skipped(name, _location(path), Problem("no-reader", "", reason, f"We read {', '.join(sorted(MEDIA_TYPES))}."))
        try:
            with path.open("rb") as file:
                # It may have grown since it was looked at.
                content = file.read(BIGGEST_BYTES + 1)
        except OSError as error:
            reason = f"it cannot be opened: {error.strerror}"
            return Skipped(name, _location(path), Problem("unreadable", "", reason, CHECK_PERMISSIONS), failed=True)
        if len(content) > BIGGEST_BYTES:
            return Skipped(name, _location(path), _too_big(len(content)), failed=True)
        metadata, problems = self._sidecar(path.parent).metadata_of(path.name)
        return RawDocument(name, _location(path), content, media_type, metadata, problems)

    def _sidecar(self, folder: Path) -> Sidecar:
        if folder not in self._sidecars:
            self._sidecars[folder] = _sidecar_of(folder)
        return self._sidecars[folder]

    def _sidecar_problems(self, folder: Path, root: Path) -> Iterator[Skipped]:
        path = folder / SIDECAR
        for problem in self._sidecar(folder).problems:
            yield Skipped(path.relative_to(root).as_posix(), _location(path), problem, failed=True)


def _surely(test: Callable[[], bool]) -> bool:
    """What a test of a path says; False where it cannot be made: whatever is wrong with the path is told when it is opened."""
    try:
        return test()
    except OSError:
        return False


def shown(name: str) -> str:
    """A file name as it can be printed and stored; bytes that are no Unicode as escapes."""
    return name.encode(errors="backslashreplace").decode()


def _sidecar_of(folder: Path) -> Sidecar:
    path = folder / SIDECAR
    if _surely(path.is_symlink) or (_surely(path.exists) and not _surely(path.is_file)):
        return _unusable("it is no file but a link, folder or pipe", "Put the file itself there, or give it another name.")
    if not _surely(path.exists):
        return Sidecar({})
    try:
        with path.open("rb") as file:
            content = file.read(BIGGEST_SIDECAR + 1)
        if len(content) > BIGGEST_SIDECAR:
            return _unusable(f"it has more than {BIGGEST_SIDECAR:,} bytes", "Put the files into several folders, each with its own.")
        return read_sidecar(content, {entry.name for entry in folder.iterdir()})
    except OSError as error:
        return _unusable(f"it cannot be opened: {error.strerror}", CHECK_PERMISSIONS)


def _unusable(reason: str, fix: str) -> Sidecar:
    return Sidecar({}, (Problem("metadata-invalid", "", reason, fix),))


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name == SIDECAR or name.endswith(ANNOTATIONS)


def _leads_inside(link: Path, root: Path) -> bool:
    """Whether a link stays below `root`; one to a folder never does, for its files are found where they are."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(root.resolve())


def _not_a_document(path: Path) -> Problem | None:
    """Why a path cannot be read as a file; None when it can."""
    try:
        status = path.stat()
    except OSError as error:
        return Problem("unreadable", "", f"it cannot be looked at: {error.strerror}", CHECK_PERMISSIONS)
    if not stat.S_ISREG(status.st_mode):
        return Problem("not-a-file", "", "it is a pipe, socket or device", "Save what it gives as a file and ingest that.")
    if status.st_size > BIGGEST_BYTES:
        return _too_big(status.st_size)
    return None


def _too_big(size: int) -> Problem:
    return Problem("too-big", "", f"it has {size:,} bytes, more than {BIGGEST_BYTES:,}", "Split it into several files.")


def _location(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links, and a link is a place of its own


def _skipped(path: Path, root: Path, code: str, reason: str, fix: str, *, failed: bool = True) -> Skipped:
    name = shown(path.relative_to(root).as_posix())
    return Skipped(name, shown(_location(path)), Problem(code, "", reason, fix), failed=failed)
