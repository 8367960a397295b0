"""Reading on several machines: the same two steps, handed to the workers of a dask.distributed cluster."""

import pickle
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from graph.errors import PolicyGraphError
from ingest.documents import RawDocument
from ingest.outcome import Outcome, extractor_version
from ingest.reading_process import Limits
from ingest.steps import Steps
from ingest.workers import Found, Pool, in_order

if TYPE_CHECKING:
    from distributed import Client

PLUGIN = "policygraph-reading"
CONNECT_PATIENCE_S = 10.0
# How often a document is handed out again when the machine that reads it fails; what a document does by itself fails nobody,
# for it is read in a process of its own there, too.
RETRIES = 3


class ClusterUnusable(PolicyGraphError):
    """The cluster cannot read documents for us."""

    exit_code = 2

    def __init__(self, address: str, *, reason: str, fix: str) -> None:
        super().__init__(f"The cluster at {address} cannot be used: {reason}.", fix=fix)
        self.address = address


@dataclass(frozen=True, slots=True)
class ClusterReaders:
    """The workers of a cluster whose scheduler is at an address; each of them reads in processes of their own."""

    address: str
    limits: Limits = field(default_factory=Limits)

    def outcomes(self, found: Iterator[Found], steps: Steps) -> Generator[Outcome, None, None]:
        """What becomes of each document, in the order they were found.

        Raises:
            ClusterUnusable: dask.distributed is not installed, the scheduler does not answer, or its workers have another policygraph.
        """
        with _client(self.address) as client:
            _check(client, self.address)
            # A plugin and not an argument: a worker that joins, or comes back after it was killed, is given it too.
            client.register_plugin(_plugin(steps, self.limits), name=PLUGIN)
            try:
                yield from in_order(found, lambda raw: client.submit(read_there, raw, pure=False, retries=RETRIES))
            finally:
                client.unregister_worker_plugin(PLUGIN)  # type: ignore[no-untyped-call]  # has no types


def read_there(raw: RawDocument) -> Outcome:
    """What becomes of a document, on a worker of the cluster."""
    from distributed import get_worker  # noqa: PLC0415 - only the extra 'cluster' brings it

    # Any: a worker keeps plugins of every class.
    plugin: Any = get_worker().plugins[PLUGIN]
    return cast("Outcome", plugin.pool.read(raw))


@contextmanager
def _client(address: str) -> "Iterator[Client]":
    try:
        from distributed import Client  # noqa: PLC0415 - as in `read_there`
    except ImportError as error:
        fix = "Install it with: pip install 'policygraph[cluster]'"
        raise ClusterUnusable(address, reason="dask.distributed is not installed here", fix=fix) from error
    try:
        client = Client(address, timeout=CONNECT_PATIENCE_S, set_as_default=False)  # type: ignore[no-untyped-call]  # has no types
    except (OSError, ValueError) as error:
        fix = "Start one with 'dask scheduler' and name its address, e.g. --scheduler tcp://10.0.0.5:8786."
        raise ClusterUnusable(address, reason="its scheduler does not answer", fix=fix) from error
    with client:
        yield client


def _check(client: "Client", address: str) -> None:
    fix = "Start workers that have the same version of policygraph as this machine, with 'dask worker'."
    try:
        versions = set(client.run(extractor_version).values())
    except ImportError as error:
        raise ClusterUnusable(address, reason="its workers have no policygraph", fix=fix) from error
    if not versions:
        raise ClusterUnusable(address, reason="it has no workers", fix=fix)
    if versions != {extractor_version()}:
        raise ClusterUnusable(address, reason="its workers have another version of policygraph", fix=fix)


def _plugin(steps: Steps, limits: Limits) -> Any:  # noqa: ANN401 - its base class is there only with the extra
    from distributed import Worker, WorkerPlugin  # noqa: PLC0415 - as in `read_there`

    class ReadingPlugin(WorkerPlugin):
        """The processes of one worker of the cluster, as many as it has threads."""

        def __init__(self, packed: bytes) -> None:
            self._packed = packed

        def setup(self, worker: Worker) -> None:
            self.pool = Pool(worker.state.nthreads, *pickle.loads(self._packed))  # noqa: S301 - from our own client

        def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - dask gives it
            self.pool.close()

    return ReadingPlugin(pickle.dumps((steps, limits)))
