"""A page for each question of the catalogue: its parameters as a form, its answer as a table with the quotes. No script."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.dependencies import StoreDep
from api.pages import page
from api.problems import problem_of
from api.rooms import Room
from api.routes.views import choices, page_of_query
from graph.answers import Cell, QueryResult
from graph.base import Entity
from graph.catalogue import NamedQuery
from graph.errors import BadParameter, NodeNotFound
from graph.kinds import Document, Passage
from graph.parameters import Parameter, Value
from graph.store import GraphStore
from graph.subgraph import Subgraph
from visualisations.filters import Choice
from visualisations.tables import quote_of
from visualisations.wording import sentence

router = Room(include_in_schema=False)
# A form with more choices than this is not looked through; an id can be given in the address all the same.
MOST_ROWS = 500
INPUTS = {"integer": "number", "date": "date"}


@router.get("/questions/{name}", response_model=None)
def question_page(name: str, request: Request, store: StoreDep) -> HTMLResponse:
    """The question's form, and its answer when all that it needs is given."""
    query = store.catalogue.get(name)
    given = given_in(query, request)
    values: dict[str, object] = {
        "query": query,
        "fields": list(fields(query, given, store)),
        "problem": None,
        "answer": None,
        "address": f"/v1/queries/{name}",
    }
    missing = [one for one, parameter in query.parameters.items() if parameter.required and not given.get(one)]
    if missing and not request.query_params:
        return page("question.html", values)
    try:
        result = store.run(name, given)
    except (BadParameter, NodeNotFound) as error:
        problem = problem_of(error)
        return page("question.html", {**values, "problem": problem}, problem.status)
    asked = f"?{urlencode(given, doseq=True)}" if given else ""
    return page("question.html", {**values, "address": f"/v1/queries/{name}{asked}", "answer": answer(query, result, asked)})


def given_in(query: NamedQuery, request: Request) -> dict[str, Any]:
    """What the form sent, without the fields that were left empty; several values only where several are taken."""
    sent = request.query_params
    several = {name for name, parameter in query.parameters.items() if parameter.type == "node_ids"}
    given = {name: [one for one in sent.getlist(name) if one] if name in several else sent[name].strip() for name in sent}
    return {name: value for name, value in given.items() if value}


def fields(query: NamedQuery, given: Mapping[str, Any], store: GraphStore) -> Iterator[dict[str, object]]:
    """The form's fields, with what was given in them."""
    for name, parameter in query.parameters.items():
        value = given.get(name, shown(parameter.default))
        yield {
            "name": name,
            "parameter": parameter,
            "input": INPUTS.get(parameter.type, "text"),
            "options": list(options(parameter, store)),
            "several": parameter.type == "node_ids",
            "value": value if isinstance(value, list) else str(value),
            "example": shown(query.example.get(name)),
        }


def options(parameter: Parameter, store: GraphStore) -> Iterable[Choice]:
    """What can be chosen for a parameter; nothing where a value is typed."""
    if parameter.type in {"node_id", "node_ids"} and parameter.kind:
        return [Choice(one.id, one.name) for one in choices(store, parameter.kind)]
    if parameter.type == "boolean":
        return (Choice("false", "no"), Choice("true", "yes"))
    return [Choice(choice, choice) for choice in parameter.choices]


def shown(value: Value) -> str | list[str]:
    """A value as a form shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return value
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def answer(query: NamedQuery, result: QueryResult, asked: str) -> dict[str, object]:
    """The answer as rows under headings, each with its quotes; of a piece of graph, its claims as sentences."""
    if result.subgraph is not None:
        picture = page_of_query(query.name)
        return {
            "headings": ["Claim"],
            "rows": list(claims(result.subgraph)),
            "truncated": result.truncated,
            "picture": f"{picture}{asked}" if picture else None,
        }
    columns = [name for name in result.columns if query.columns[name].type != "passages"]
    quotes = quotes_of(result.passages, result.documents)
    rows = [
        {
            "cells": [cell(row[name], is_id=query.columns[name].type == "node_id") for name in columns],
            "quotes": [
                quotes[id_]
                for name, column in query.columns.items()
                if column.type == "passages"
                for id_ in ids_in(row[name])
                if id_ in quotes
            ],
        }
        for row in result.rows[:MOST_ROWS]
    ]
    headings = [name.replace("_", " ").capitalize() for name in columns]
    return {"headings": headings, "rows": rows, "truncated": result.truncated or len(result.rows) > MOST_ROWS, "picture": None}


def claims(subgraph: Subgraph) -> Iterator[dict[str, object]]:
    """Each relationship as a sentence, with its quotes."""
    quotes = quotes_of(subgraph.passages, subgraph.documents)
    nodes: Mapping[str, Entity] = subgraph.by_id
    for link in subgraph.relationships[:MOST_ROWS]:
        words = sentence(link, nodes[link.source], nodes[link.target])
        yield {"cells": [{"words": words, "url": None}], "quotes": [quotes[id_] for id_ in link.evidence if id_ in quotes]}


def quotes_of(passages: Iterable[Passage], documents: Iterable[Document]) -> dict[str, object]:
    """Each passage's words with their source, by its id."""
    by_id = {document.id: document for document in documents}
    return {passage.id: quote_of(passage, by_id.get(passage.document)) for passage in passages}


def cell(value: Cell, *, is_id: bool) -> dict[str, object]:
    """A cell's words, and where they lead when they are an id."""
    if isinstance(value, tuple | list):
        return {"words": "; ".join(map(str, value)), "url": None}
    words = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
    return {"words": words, "url": f"/v1/entities/{words}" if is_id and words else None}


def ids_in(value: Cell) -> Iterable[str]:
    """The ids in a cell."""
    return [str(one) for one in value] if isinstance(value, tuple | list) else []
