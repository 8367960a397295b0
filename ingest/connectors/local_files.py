"""Files and folders on this machine."""

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from graph.errors import SourceUnavailable
from ingest.connectors.patterns import Patterns
from ingest.documents import Problem, RawDocument, Skipped
from ingest.formats import MEDIA_TYPES, media_type_of
from ingest.metadata import SIDECAR, Sidecar, read_sidecar

BIGGEST_BYTES = 200_000_000
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
        folders = [path.absolute() for path in self._paths if path.is_dir()]
        missing = (Path(place) for place in known if place not in found)
        inside = ((place, folder) for place in missing for folder in folders if place.is_relative_to(folder))
        return tuple(sorted({str(place) for place, folder in inside if self._only.takes(place.relative_to(folder).as_posix())}))

    def _found(self) -> Iterator[Skipped | tuple[Path, str]]:
        for path in self._paths:
            if not path.exists():
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
        if path.is_dir():
            yield from self._folder(path, path)
        else:
            yield from self._sidecar_problems(path.parent, path.parent)
            yield path, path.name

    def _folder(self, folder: Path, root: Path) -> Iterator[Skipped | tuple[Path, str]]:
        try:
            # Sorted, because every system lists folders in another order and reports should compare.
            entries = sorted(entry for entry in folder.iterdir() if not _passed_over(entry.name))
        except OSError as error:
            yield _skipped(folder, root, "unreadable", f"the folder cannot be opened: {error.strerror}", CHECK_PERMISSIONS)
            return
        yield from self._sidecar_problems(folder, root)
        for entry in filter(lambda entry: self._wants(entry, root), entries):
            if entry.is_symlink() and not _leads_inside(entry, root):
                fix = "Copy what it points to into the folder, or ingest it by its own path."
                yield _skipped(entry, root, "link-outside", "it is a link that leads out of the folder or nowhere", fix, failed=False)
            elif entry.is_dir():
                yield from self._folder(entry, root)
            else:
                yield entry, entry.relative_to(root).as_posix()

    def _wants(self, entry: Path, root: Path) -> bool:
        name = entry.relative_to(root).as_posix()
        return self._only.may_hold(name) if entry.is_dir() and not entry.is_symlink() else self._only.takes(name)

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
            content = path.read_bytes()
        except OSError as error:
            reason = f"it cannot be opened: {error.strerror}"
            return Skipped(name, _location(path), Problem("unreadable", "", reason, CHECK_PERMISSIONS), failed=True)
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


def shown(name: str) -> str:
    """A file name as it can be printed and stored; bytes that are no Unicode as escapes."""
    return name.encode(errors="backslashreplace").decode()


def _sidecar_of(folder: Path) -> Sidecar:
    path = folder / SIDECAR
    if not path.is_file() or path.is_symlink():
        return Sidecar({})
    try:
        return read_sidecar(path.read_bytes(), {entry.name for entry in folder.iterdir()})
    except OSError as error:
        return Sidecar({}, (Problem("metadata-invalid", "", f"it cannot be opened: {error.strerror}", CHECK_PERMISSIONS),))


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
        reason = f"it has {status.st_size:,} bytes, more than {BIGGEST_BYTES:,}"
        return Problem("too-big", "", reason, "Split it into several files.")
    return None


def _location(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links, and a link is a place of its own


def _skipped(path: Path, root: Path, code: str, reason: str, fix: str, *, failed: bool = True) -> Skipped:
    name = shown(path.relative_to(root).as_posix())
    return Skipped(name, shown(_location(path)), Problem(code, "", reason, fix), failed=failed)
