"""The HTML of a page: whole without script, closed against script that is not ours, the same every time."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser

from graph.subgraph import Subgraph
from visualisations.layout import ring
from visualisations.page import Words, as_json, render

Sketched = Callable[..., Subgraph]


class Outline(HTMLParser):
    """Collects the tags of a page with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page_of(graph: Subgraph, title: str = "Who does what?", more: str = "") -> str:
    return render(graph, Words(title, "Everybody does something.", more=more))


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_same_graph_gives_the_same_bytes(sample: Subgraph) -> None:
    first = render(sample, Words("Q?", "A."), arrange=ring)
    second = render(Subgraph.model_validate_json(sample.model_dump_json()), Words("Q?", "A."), arrange=ring)

    assert first == second


def test_the_policy_is_the_first_thing_in_the_head(sample: Subgraph) -> None:
    tags = Outline(page_of(sample)).tags

    assert [tag for tag, _ in tags[:3]] == ["html", "head", "meta"]
    assert tags[2][1]["http-equiv"] == "Content-Security-Policy"


def test_the_policy_allows_our_own_script_and_style_only(sample: Subgraph) -> None:
    html = page_of(sample)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)

    policy = Outline(html).tags[2][1]["content"]

    assert policy == (
        f"default-src 'none'; script-src {digest(scripts[0])} {digest(scripts[1])}; style-src {digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_loaded_from_elsewhere(sample: Subgraph) -> None:
    tags = Outline(page_of(sample)).tags

    assert [tag for tag, attributes in tags if "src" in attributes or tag in {"link", "img", "iframe", "base", "form"}] == []


def test_every_link_leads_to_a_document_or_into_the_page(sample: Subgraph) -> None:
    links = {attributes["href"] or "" for tag, attributes in Outline(page_of(sample)).tags if tag == "a"}

    assert {link for link in links if not link.startswith("https://www.example.gov.uk/")} == {"#tables"}


def test_no_id_is_given_twice(sample: Subgraph) -> None:
    ids = [attributes["id"] for _, attributes in Outline(page_of(sample)).tags if "id" in attributes]

    assert sorted(set(ids), key=str) == sorted(ids, key=str)


def test_question_answer_and_quotes_are_in_the_html_itself(sample: Subgraph) -> None:
    html = page_of(sample)

    assert "<h1><bdi>Who does what?</bdi></h1>" in html
    assert '<p class="answer"><bdi>Everybody does something.</bdi></p>' in html
    assert "<blockquote><bdi>NHS England will withdraw paper referrals.</bdi></blockquote>" in html


def test_the_page_counts_what_it_holds(sample: Subgraph) -> None:
    counts = "7 organisations, 8 strategies, 5 themes, 41 commitments and 1 person, joined by 178 links, read from 8 documents."

    assert f'<p class="small counts">{counts}</p>' in page_of(sample)


def test_an_empty_graph_still_makes_a_page() -> None:
    assert "Nothing in the graph answers this yet." in page_of(Subgraph())


def test_a_cut_is_said_with_the_way_to_the_rest(sample: Subgraph) -> None:
    cut = Subgraph(nodes=sample.nodes, relationships=sample.relationships, truncated=True)

    html = page_of(cut, more="More of it: policygraph draw theme --limit 1000.")

    assert "The graph holds more than fits on this page. More of it: policygraph draw theme --limit 1000." in html


def test_a_whole_graph_says_nothing_of_a_cut(sample: Subgraph) -> None:
    assert "Not all is shown" not in page_of(sample)


def test_json_cannot_end_a_script() -> None:
    hostile = {"name": "</script><!--<script>&\u2028\u2029"}

    text = str(as_json(hostile))

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == hostile


def test_names_are_escaped_wherever_they_stand(sketched: Sketched) -> None:
    name = "\"><img src=x onerror=alert(1)>'</script>"
    graph = sketched("theme/x", {"theme/x": {"name": name, "aliases": [name]}}, title=name, publisher=name)

    tags = Outline(page_of(graph, title=name)).tags

    assert [tag for tag, attributes in tags if tag == "img" or any(key.startswith("on") for key in attributes)] == []


def test_a_link_that_runs_script_is_shown_as_text(sketched: Sketched) -> None:
    graph = sketched("theme/x", uri="javascript:alert(1)", title="A plan")

    html = page_of(graph)

    assert '<cite class="title"><bdi>A plan</bdi></cite>' in html
    assert "javascript:alert" not in html


def test_a_sign_that_reorders_text_is_written_out_in_the_page(sketched: Sketched) -> None:
    html = page_of(sketched("theme/x", {"theme/x": {"name": "safe\u202eexe.fdp"}}))

    assert "safe[U+202E]exe.fdp" in html
    assert "\u202e" not in html


def test_confidence_and_rule_stand_beside_the_quote(sample: Subgraph) -> None:
    assert "Read by rule <code>sample@1</code>, confidence 90 per cent." in page_of(sample)
