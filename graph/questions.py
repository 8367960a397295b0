"""Puts a catalogue query to the graph."""

from collections.abc import Mapping

from graph.answers import QueryResult
from graph.catalogue import NamedQuery
from graph.parameters import Value
from graph.reading import Asking
from graph.records import cell
from graph.subgraph import Subgraph


def answer(query: NamedQuery, values: Mapping[str, Value], asking: Asking) -> QueryResult:
    """The answer of one query.

    Raises:
        NodeNotFound: a parameter names a node that is not there; an empty answer would look like "none".
    """
    require_all(query, values, asking)
    return _subgraph(query, values, asking) if query.returns == "Subgraph" else _rows(query, values, asking)


def require_all(query: NamedQuery, values: Mapping[str, Value], asking: Asking) -> None:
    """Nothing, when every id among the parameters names an entity.

    Raises:
        NodeNotFound: for the first that does not.
    """
    asking.require([node_id for name, parameter in query.parameters.items() for node_id in _ids(parameter.type, values[name])])


def _subgraph(query: NamedQuery, values: Mapping[str, Value], asking: Asking) -> QueryResult:
    # One record holds the whole answer, for a record a row costs two thirds of the throughput.
    records = asking.records(query.text, values)
    if not records:
        # What was there a moment ago may be gone; a question of the user's own may find nothing.
        require_all(query, values, asking)
        return QueryResult(name=query.name, title=query.title, subgraph=Subgraph())
    (record,) = records
    subgraph = asking.subgraph(
        sorted({node["id"] for node in record["nodes"]}),
        sorted({link.element_id for link in record["relationships"]}),
        truncated=record["truncated"],
    )
    return QueryResult(name=query.name, title=query.title, subgraph=subgraph, truncated=subgraph.truncated)


def _rows(query: NamedQuery, values: Mapping[str, Value], asking: Asking) -> QueryResult:
    limit = values["limit"]
    records = asking.records(query.text, values)
    # Statements ask for one row more than the limit: that it is there tells that something was cut.
    kept = records[:limit] if isinstance(limit, int) else records
    evidence = [name for name, column in query.columns.items() if column.type == "passages"]
    passages, documents = asking.passages(sorted({passage for record in kept for name in evidence for passage in record[name]}))
    return QueryResult(
        name=query.name,
        title=query.title,
        columns=tuple(query.columns),
        rows=tuple({name: cell(record[name]) for name in query.columns} for record in kept),
        passages=tuple(passages),
        documents=tuple(documents),
        truncated=len(records) > len(kept),
    )


def _ids(kind: str, value: Value) -> list[str]:
    """The ids in a parameter's value."""
    if kind == "node_id" and isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else []
