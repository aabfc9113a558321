"""The strategies for answers and results, which tests get as `st.from_type(Answer)` and `st.from_type(Results)`."""

import json
from urllib.parse import quote

from hypothesis import strategies as st

from token_conformance.model.answer import Answer
from token_conformance.model.cell import COLUMNS, Product
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Header, Results
from token_conformance.results.record import CellResult, Recorded

SIGNS = (
    "</script>",
    "<img src=x onerror=y>",
    "<!--",
    "]]>",
    "{{ 1 }}",
    "|",
    "`|`",
    "\\|",
    "\\",
    "&lt;",
    '"',
    "'",
    "\n\n# a\n",
    "\r",
    "\t",
    "\x1b[2J",
    "\x9b2J",
    "\x00",
    "\u202e",
    "\ufeff",
    "\ud800",
    "\ufdd0",
    "\U0001ffff",
    "::error::",
    "%0A",
    "$x$",
    "https://www.example.com/",
    "a" * 400,
)
"""Texts with a special meaning to some format, parser or terminal."""


_ENCODED = st.text(max_size=8).map(quote)


def any_text() -> st.SearchStrategy[str]:
    """Any characters, also surrogates, with texts that have a special meaning."""
    characters = st.characters(exclude_categories=())
    return st.lists(st.sampled_from(SIGNS) | st.text(characters, max_size=4), max_size=2).map("".join)


def any_json() -> st.SearchStrategy[object]:
    """Any JSON value, with the member names that products use."""
    names = st.sampled_from(["id", "key", "self", "values", "displayName", "status", "errorMessages"]) | any_text()
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | any_text()
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=8
    )


def any_body() -> st.SearchStrategy[bytes]:
    """Any bytes: JSON in any encoding, with or without a byte order mark, cut short, nested deeply, and not JSON."""
    encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32-be", "latin-1"])
    documents = st.builds(lambda value, name: json.dumps(value).encode(name), any_json(), encodings)
    cut = st.builds(lambda body, end: body[:end], documents, st.integers(0, 40))
    deep = st.sampled_from([b"[", b'{"a":', b"1", b"\xc3", b"<p>"]).map(lambda part: part * 20_000)
    return st.binary(max_size=60) | documents | cut | deep


def any_answer() -> st.SearchStrategy[Answer]:
    """Any status, diagnostic headers with any value, and any body."""
    names = st.sampled_from(
        ["content-type", "location", "server", "www-authenticate", "x-aaccountid", "x-seraph-loginreason", "set-cookie"]
    )
    return st.builds(
        Answer,
        url=st.builds("https://your-domain.atlassian.net/{}?{}".format, _ENCODED, _ENCODED),
        status=st.sampled_from([200, 201, 204, 299, 300, 302, 400, 401, 403, 404, 410, 429, 500])
        | st.integers(100, 999),
        headers=st.dictionaries(names, any_text(), max_size=4),
        body=any_body(),
    )


def any_cell() -> st.SearchStrategy[CellResult]:
    """A result with any text in each of its texts."""
    deviation = st.fixed_dictionaries(
        {"effect": any_text(), "grade": st.sampled_from(Grade) | any_text(), "source": any_text(), "date": any_text()}
    )
    return st.builds(
        _cell,
        column=st.sampled_from(COLUMNS),
        name=st.integers(1, 2),
        product=st.sampled_from(Product),
        operation=st.sampled_from(["GET /rest/api/3/project", "POST /wiki/x/attachments"]) | any_text(),
        verdict=st.sampled_from(Verdict),
        expected=st.none() | st.sampled_from(Outcome),
        outcome=st.none() | st.sampled_from(Outcome),
        status=st.none() | st.integers(100, 999),
        url=st.none() | any_text(),
        headers=st.dictionaries(any_text(), any_text(), max_size=2),
        body=any_text(),
        note=any_text(),
        deviation=st.none() | deviation,
        recorded=st.none() | st.builds(Recorded, st.sampled_from(["edge", "live"]), st.dates(), any_text()),
    )


def _cell(*, column: tuple[str, str], name: int, product: Product, **fields: object) -> CellResult:
    """A cell whose names are consistent, as those of the suites are."""
    endpoint = f"{product}/endpoint-{name}"
    credential, form = column
    names = {"cell": f"{endpoint}/{credential}-{form}", "endpoint": endpoint, "product": product}
    return CellResult(**names | {"credential": credential, "url_form": form} | fields)  # type: ignore[arg-type]  # as drawn


def any_results() -> st.SearchStrategy[Results]:
    """The results of any run, as they are after reading."""
    headers = st.builds(Header, suite=any_text(), target=any_text(), world=st.none() | any_text())
    cells = st.lists(any_cell(), min_size=1, max_size=3, unique_by=lambda cell: cell.cell).map(_read)
    return st.builds(lambda header, cells: Results(Header.from_json(header.to_json()), cells), headers, cells)


def _read(cells: list[CellResult]) -> tuple[CellResult, ...]:
    return tuple(CellResult.from_json(cell.to_json()) for cell in cells)


st.register_type_strategy(Answer, any_answer())
st.register_type_strategy(Results, any_results())
