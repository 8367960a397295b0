"""The Chromium of this machine, for whatever has to look at a page: tests, benchmarks and the pictures in the docs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Nothing that the browser does of its own accord: no request but the page's, no question on a first start.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def find_chromium() -> str | None:
    """Path of the first Chromium on this machine; None when there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window, closed at the end.

    Raises:
        SystemExit: there is no Chromium.
    """
    path = find_chromium()
    if path is None:
        raise SystemExit("There is no Chromium; install it to look at the pages.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()
