import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient


class Links(HTMLParser):
    """Collects what a page points to, and what it would load or run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self.links.append(values["href"] or "")
        self.loaded += [tag for name in values if name in {"src", "srcset"} or name.startswith("on")]
        self.loaded += [tag] if tag in {"script", "link", "iframe", "object", "embed"} else []


@pytest.mark.parametrize("path", ["/", "/docs", "/?q=health"])
def test_a_page_loads_nothing_and_runs_nothing(client: TestClient, path: str) -> None:
    assert Links(client.get(path).text).loaded == []


@pytest.mark.parametrize("path", ["/", "/docs", "/?q=health"])
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    html = client.get(path).text
    links = {link for link in Links(html).links if not link.startswith("http")}

    anchors = {link for link in links if link.startswith("#")}
    assert {anchor for anchor in anchors if f'id="{anchor[1:]}"' not in html} == set()
    assert {link: client.get(link).status_code for link in links - anchors if client.get(link).status_code not in {200, 404}} == {}


def test_the_landing_page_says_what_is_in_the_graph(client: TestClient) -> None:
    text = re.sub(r"<[^>]+>|\s+", " ", client.get("/").text)

    assert "4 documents were read" in text
    assert "7 commitments" in re.sub(r"\s+", " ", text)
    assert "10 Year Health Plan" in text


def test_the_search_form_works_without_a_script(client: TestClient) -> None:
    html = client.get("/?q=ada").text

    assert '<a href="/v1/entities/person/ada-hughes">Ada Hughes</a>' in html


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "((("])
def test_what_is_typed_into_the_form_stays_text(client: TestClient, q: str) -> None:
    answer = client.get("/", params={"q": q})

    assert answer.status_code == 200
    assert Links(answer.text).loaded == []


def test_a_program_gets_the_landing_page_as_json(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "application/json"}).json()

    assert answer["counts"][0] == {"name": "organisations", "count": 5, "url": "/v1/organisations"}
    assert answer["links"]["documentation"] == "/docs"


def test_the_docs_explain_every_address_and_problem(client: TestClient) -> None:
    html = client.get("/docs").text
    document = client.get("/openapi.json").json()

    addresses = [f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods]
    assert [address for address in addresses if address not in html] == []
    assert 'id="problem-node-not-found"' in html


@pytest.mark.parametrize(
    "path", ["/v1/entities/theme/nowhere", "/v1/nowhere", "/v1/themes?wrong=1", "/v1/queries/bodies_affected?strategy=x"]
)
def test_the_page_of_a_problem_is_where_the_problem_says(client: TestClient, path: str) -> None:
    address, _, anchor = client.get(path).json()["type"].partition("#")

    assert f'id="{anchor}"' in client.get(address).text
