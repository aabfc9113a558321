"""The page of the operations that the edge serves and does not serve: `python -m token_conformance.proof.served`.

It follows from the catalogue and from the routes of the products, so that it cannot say anything else than the edge.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.edge.operations import shape
from token_conformance.edge.products.routes import every_route
from token_conformance.redaction.output import publish

PAGE = "docs/edge-operations.md"
"""The file that has the page."""

_HEAD = """\
# Which operations the edge serves

<!-- Made by `python -m token_conformance.proof.served`; do not edit. -->

The edge decides for every published operation who is let in. An operation that it serves also has the product behind
it, which shows and changes the data of its tenant. An operation listed below is answered with 501 in plain words once
the caller is let in, and so is a published query parameter that a handler does not honour.

"""
_TAIL = """
The edge also serves {retired} of the {of} operations that Atlassian publishes no more and clients still call.
"""


class _Api(NamedTuple):
    title: str
    ids: tuple[str, ...]
    starts: tuple[str, ...]


_APIS = (
    _Api("Jira, versions 2 and 3", ("jira-platform-v3", "jira-platform-v2"), ("/rest/api/3/", "/rest/api/2/")),
    _Api("Jira Software", ("jira-software",), ("/rest/agile/1.0/", "/rest/")),
    _Api("Jira Service Management", ("jsm",), ("/rest/servicedeskapi/", "/rest/")),
    _Api("Confluence, version 1", ("confluence-v1",), ("/wiki/rest/api/", "/wiki/rest/")),
    _Api("Confluence, version 2", ("confluence-v2",), ("/wiki/api/v2/",)),
)


class _Call(NamedTuple):
    """An operation without its version: a method, and a path below the API's."""

    method: str
    path: str
    is_served: bool

    @property
    def family(self) -> str:
        return self.path.partition("/")[0]


def render() -> str:
    """The page in Markdown."""
    calls = {api: _calls(api) for api in _APIS}
    every = [call for of_api in calls.values() for call in of_api]
    rows = [*(_total(api.title, of_api) for api, of_api in calls.items()), _total("all", every)]
    parts = [_HEAD, _table(["API", "served", "of"], rows)]
    parts += [f"\n## {api.title}: not served\n\n{_families(of_api)}" for api, of_api in calls.items()]
    served = _served_names()
    gone = retired().operations
    return "".join([*parts, _TAIL.format(retired=sum(shape(name) in served for name in gone), of=len(gone))])


def _served_names() -> frozenset[str]:
    return frozenset(shape(route.name) for route in every_route())


def _calls(api: _Api) -> list[_Call]:
    """The operations of an API, by path; one of two versions is listed once, and served if both are."""
    served = _served_names()
    found: dict[tuple[str, str], bool] = {}
    for each in (one for one in published().operations.values() if one.api in api.ids):
        key = (_relative(each, api), each.method)
        found[key] = found.get(key, True) and shape(each.name) in served
    return [_Call(method, path, is_served) for (path, method), is_served in sorted(found.items())]


def _relative(operation: Operation, api: _Api) -> str:
    start = next((each for each in api.starts if operation.path.startswith(each)), "/")
    return operation.path.removeprefix(start)


def _total(title: str, calls: Sequence[_Call]) -> list[str]:
    return [title, str(sum(call.is_served for call in calls)), str(len(calls))]


def _families(calls: Sequence[_Call]) -> str:
    families = defaultdict(list)
    for call in calls:
        families[call.family].append(call)
    rows = (_family(name, of_name) for name, of_name in families.items())
    return _table(["family", "served", "of", "not served"], (row for row in rows if row[-1]))


def _family(name: str, calls: Sequence[_Call]) -> list[str]:
    missing = defaultdict(list)
    for call in calls:
        if not call.is_served:
            missing[call.path].append(call.method)
    words = (f"`{path}` {' '.join(methods)}" for path, methods in missing.items())
    return [f"`{name}`", str(sum(call.is_served for call in calls)), str(len(calls)), " · ".join(words)]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"{line}\n" for line in _lines(heads, rows))


def _lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    publish(render())
