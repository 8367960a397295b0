"""The page that asks the same in a browser: one file, offline, which gives the judgements back as a file."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template

from graph.identifiers import NodeId
from graph.naming import NamedThing, Quote
from ingest.resolution.judgements import HEAD, Judgements
from ingest.review.candidates import Pair

ASSETS = files("ingest.review") / "assets"
# What would end the script element, or be a line end to old browsers, is written as an escape.
UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def review_page(pairs: Sequence[Pair], quotes: Mapping[NodeId, Sequence[Quote]], judgements: Judgements) -> str:
    """The whole page: the pairs with their words, and the judgements there are, to which the reader's are added."""
    content = {
        "pairs": [
            {
                "first": _side(pair.first, quotes),
                "second": _side(pair.second, quotes),
                "reason": pair.likeness.reason,
                "score": round(pair.likeness.score * 100),
            }
            for pair in pairs
        ],
        "judged": [
            {"verdict": one.verdict, "first": one.first, "second": one.second, "line": one.line, "names": one.names}
            for one in judgements.all
        ],
        "head": HEAD,
    }
    script, style = _asset("review.js"), _asset("review.css")
    policy = f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'"
    data = json.dumps(content, ensure_ascii=False).translate(UNSAFE)
    return Template(_asset("review.html")).substitute(policy=policy, style=style, script=script, content=data)


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _side(thing: NamedThing, quotes: Mapping[NodeId, Sequence[Quote]]) -> dict[str, object]:
    return {
        "id": thing.id,
        "name": thing.name,
        "kind": thing.kind,
        "country": thing.jurisdiction,
        "aliases": thing.aliases,
        "known": thing.defined_by,
        "documents": thing.documents,
        "quotes": [
            {"text": quote.text, "title": quote.title, "page": quote.page, "heading": quote.heading} for quote in quotes.get(thing.id, ())
        ],
    }
