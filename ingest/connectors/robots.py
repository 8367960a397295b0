"""What a site asks of programs: robots.txt (RFC 9309)."""

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from httpx2 import URL

from ingest.connectors.answers import FetchFailed
from ingest.connectors.fetching import AGENT, Fetcher
from ingest.documents import Problem

OUR_NAME = AGENT.partition("/")[0]
NAME_IT_YOURSELF = "If you may read it, name its address on the command line instead of in a list."


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for us."""

    rules: RobotFileParser
    unknown: bool = False
    """Whether the site could not say: then nothing is fetched (RFC 9309, 2.3.1.4)."""

    def refuses(self, url: str) -> Problem | None:
        """Why a page is not to be fetched; None when it may be."""
        host = URL(url).host
        if self.unknown:
            return Problem("robots", "", f"{host} cannot say whether programs may read it", NAME_IT_YOURSELF)
        if not self.rules.can_fetch(OUR_NAME, url):
            return Problem("robots", "", f"the robots.txt of {host} asks programs not to read it", NAME_IT_YOURSELF)
        return None


def robots_of(url: str, fetcher: Fetcher) -> Robots:
    """The rules of the site that a page is on; the pace it asks for is kept from now on.

    Raises:
        FolderUnusable: the cache cannot be written.
    """
    page = URL(url)
    rules = RobotFileParser()
    try:
        # robots.txt is asked for in every run: its cached copy saves nobody work and may be out of date.
        told = fetcher.get(str(page.copy_with(path="/robots.txt", query=None)), accept="text/plain")
    except FetchFailed as error:
        # A site without the file allows all; one that has a fault may be about to forbid all.
        faulty = error.reason.code.startswith("http-5") or error.reason.code == "http-429"
        rules.parse([])
        return Robots(rules, unknown=faulty)
    rules.parse(told.content.decode("utf-8", "replace").splitlines())
    pace = rules.crawl_delay(OUR_NAME)
    if pace is not None:
        fetcher.slow_down(page.host, float(pace))
    return Robots(rules)
