"""Running the API on an address of this machine."""

import os
import signal
import socket
import webbrowser
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread, Timer
from typing import Any

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.protocol import Protocol
from graph.errors import AddressUnusable
from graph.settings import Settings

# Open answers get this long to end after SIGTERM; then the process ends all the same.
SHUTDOWN_S = 8
OPEN_AFTER_S = 1.0
APP = "api.server:worker"
# Any: the options of uvicorn are of many types.
LIKE_ALL: dict[str, Any] = {"log_level": "warning", "server_header": False, "timeout_graceful_shutdown": SHUTDOWN_S, "http": Protocol}


def bind(settings: Settings) -> socket.socket:
    """A socket on the address of the settings; port 0 takes a free one.

    Raises:
        AddressUnusable: another program has the port, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # Windows would let two programs share the port; elsewhere it lets a restart take it at once.
    if os.name != "nt":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(0)
    except OSError as error:
        listener.close()
        raise AddressUnusable(settings.host, settings.port, reason=error.strerror or str(error)) from error
    listener.set_inheritable(True)
    return listener


def address(listener: socket.socket) -> str:
    """The address to type into a browser."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - compared, not bound
    return f"http://{shown}:{port}"


def run(listener: socket.socket, settings: Settings, *, app: FastAPI | None = None, workers: int = 1, open_browser: bool = False) -> None:
    """Serve the API on the socket until the process is told to end.

    Args:
        listener: from `bind`.
        settings: of the API.
        app: made of these settings, if that was done before; several workers each make their own.
        workers: processes that answer.
        open_browser: open the start page in the user's browser.
    """
    if open_browser:
        Timer(OPEN_AFTER_S, webbrowser.open, [address(listener)]).start()
    if workers == 1:
        uvicorn.Server(uvicorn.Config(app or create_app(settings), **LIKE_ALL)).run(sockets=[listener])
        return
    # Sockets cannot be handed to other processes everywhere, so the workers' parent takes the same address anew.
    host, port = listener.getsockname()[:2]
    listener.close()
    pass_on(settings)
    uvicorn.run(APP, factory=True, host=host, port=port, workers=workers, **LIKE_ALL)


def worker() -> FastAPI:
    """The app of one of several workers, which ends when the process that started it is gone: nobody else could tell it to."""
    Thread(target=end_with_parent, daemon=True).start()
    return create_app()


def end_with_parent() -> None:
    """Waits until the process that started this one has ended, in whatever way, and then ends this one as Ctrl+C would."""
    if parent := parent_process():
        wait([parent.sentinel])
        signal.raise_signal(signal.SIGINT)


def pass_on(settings: Settings) -> None:
    """Puts what the command line has changed into the environment, where the workers read it."""
    os.environ["POLICYGRAPH_HOME"] = str(settings.home)
    os.environ["POLICYGRAPH_HOST"] = settings.host
    os.environ["POLICYGRAPH_PORT"] = str(settings.port)
    if settings.queries is not None:
        os.environ["POLICYGRAPH_QUERIES"] = str(settings.queries.resolve())
