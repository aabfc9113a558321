"""The cells that every peer runs: the listed endpoints' reads, with both types of token at both URL forms.

They are those of `reports/results.json` whose operation is a GET and whose answer is a JSON object or list. Their
requests are made from the recorded URLs, and what is asserted of them from the recorded answers, in the cassettes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.tenant import PLACEHOLDER_TENANT, SEEDED

TOKENS = ("unscoped", "scoped")
OK = 200

Step = str | int
"""A member's name or an item's position."""


@dataclass(frozen=True)
class ReadCell:
    """One request, and what is asserted of its answer.

    `path` has the query, and follows the base URL of the app and form. `proof` leads to the content that an authorized
    caller gets: `holds` is whether it must be there and not empty, or None if nothing is asserted of it.
    """

    endpoint: str
    operation: str
    app: str
    token: str
    form: str
    path: str
    status: int
    proof: tuple[Step, ...]
    holds: bool | None

    @property
    def id(self) -> str:
        """The name of the cell, such as `jira-platform/get-issue/scoped-site`."""
        return f"{self.endpoint}/{self.column}"

    @property
    def column(self) -> str:
        """The type of token and the URL form."""
        return f"{self.token}-{self.form}"

    @property
    def is_silent(self) -> bool:
        """Whether the answer is a success that lacks the content."""
        return self.status == OK and self.holds is False


def read_cells(results: Path, cassettes: Path) -> list[ReadCell]:
    """The cells of a document of results, endpoint by endpoint, whose cassettes are in a folder."""
    lines = json.loads(results.read_text(encoding="utf-8"))["cells"]
    reads = [line for line in lines if line["operation"].startswith("GET ") and line["credential"] in TOKENS]
    bodies = {line["cell"]: _body(cassettes / f"{line['cell']}.json") for line in reads}
    return [_cell(line, _proof(line["endpoint"], bodies)) for line in reads if _is_json(line["endpoint"], bodies)]


def naive(cells: Iterable[ReadCell], *, content: bool) -> list[ReadCell]:
    """The cells as somebody asserts them who expects every one to work: the status alone, or the content too."""
    return [replace(cell, status=OK, holds=True if content else None) for cell in cells]


def by_endpoint(cells: Iterable[ReadCell]) -> dict[str, list[ReadCell]]:
    """The cells of each endpoint."""
    found: dict[str, list[ReadCell]] = {}
    for cell in cells:
        found.setdefault(cell.endpoint, []).append(cell)
    return found


def columns(cells: Iterable[ReadCell]) -> list[str]:
    """The columns of some cells, in their order."""
    return list(dict.fromkeys(cell.column for cell in cells))


def find(content: Any, path: Sequence[Step]) -> Any:
    """What a path leads to, or None."""
    for step in path:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return None
    return content


def _cell(line: Mapping[str, Any], proof: tuple[Step, ...]) -> ReadCell:
    product, form = Product(line["product"]), UrlForm(line["url_form"])
    path = line["url"].removeprefix(_encoded(PLACEHOLDER_TENANT.base_url(product, form)))
    holds = {Outcome.WORKS: True, Outcome.EMPTY: False}.get(Outcome(line["outcome"]))
    return ReadCell(
        endpoint=line["endpoint"],
        operation=line["operation"],
        app=str(product.app),
        token=line["credential"],
        form=str(form),
        path=_filled(path),
        status=line["status"],
        proof=proof,
        holds=holds,
    )


def _encoded(url: str) -> str:
    return quote(url, safe=":/")


def _filled(path: str) -> str:
    """A recorded path with the names of the seeded tenant, the longest placeholders first."""
    texts = [(getattr(PLACEHOLDER_TENANT, each.name), getattr(SEEDED, each.name)) for each in fields(SEEDED)]
    values = {quote(old): quote(new) for old, new in texts if isinstance(old, str) and old.startswith("<")}
    for placeholder in sorted(values, key=len, reverse=True):
        path = path.replace(placeholder, values[placeholder])
    return path


def _is_json(endpoint: str, bodies: Mapping[str, Any]) -> bool:
    return isinstance(bodies[f"{endpoint}/unscoped-site"], dict | list)


def _proof(endpoint: str, bodies: Mapping[str, Any]) -> tuple[Step, ...]:
    """The first thing in the answer to the unscoped token at the site that a scoped token does not get there.

    Where that token gets the same, it is the first thing in the answer.
    """
    control, other = bodies[f"{endpoint}/unscoped-site"], bodies[f"{endpoint}/scoped-site"]
    leaves = list(_leaves(control))
    return next((path for path in leaves if not find(other, path)), leaves[0] if leaves else ())


def _leaves(content: Any) -> Iterator[tuple[Step, ...]]:
    """The paths to the texts and truths; those in a list first, because an entry says more than its frame."""
    paths = list(_walk(content))
    yield from sorted(paths, key=lambda path: not any(isinstance(step, int) for step in path[:2]))


def _walk(content: Any) -> Iterator[tuple[Step, ...]]:
    if isinstance(content, dict | list):
        items = content.items() if isinstance(content, dict) else enumerate(content)
        yield from ((step, *path) for step, value in items for path in _walk(value))
    elif content is True or (isinstance(content, str) and content):  # recordings do not have the real numbers
        yield ()


def _body(cassette: Path) -> Any:
    """The recorded answer, or None if it is not JSON."""
    (interaction,) = json.loads(cassette.read_text(encoding="utf-8"))["interactions"]
    try:
        return json.loads(interaction["response"]["body"]["string"])
    except ValueError:
        return None
