"""Makes the pictures of the README from the pages of the demo: python -m docs.make_pictures DEMO_FOLDER.

The folder is the one that `policygraph demo --no-serve --out DEMO_FOLDER` wrote.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browser import chromium

IMAGES = Path(__file__).parent / "images"


def shoot(page: Page, source: Path, name: str) -> None:
    """A picture of one page as it opens."""
    page.goto(source.resolve().as_uri())
    page.wait_for_selector("html[data-ready]")
    page.screenshot(path=IMAGES / name)


def main() -> None:
    """Write one picture for each page that the README shows."""
    folder = Path(sys.argv[1])
    IMAGES.mkdir(exist_ok=True)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        shoot(page, folder / "connections.html", "connections.png")


if __name__ == "__main__":
    main()
