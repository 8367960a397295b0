"""Makes the pictures of the README from the pages of the demo: python docs/make_pictures.py DEMO_FOLDER.

The folder is the one that `policygraph demo --no-serve --out DEMO_FOLDER` wrote.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def shoot(page: Page, source: Path, name: str) -> None:
    """A picture of one page as it opens."""
    page.goto(source.resolve().as_uri())
    page.wait_for_selector("html[data-ready]")
    page.screenshot(path=IMAGES / name)


def main() -> None:
    """Write one picture for each page that the README shows."""
    folder = Path(sys.argv[1])
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        shoot(page, folder / "connections.html", "connections.png")
        browser.close()


if __name__ == "__main__":
    main()
