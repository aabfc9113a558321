"""The operations that a suite may test: those of the catalogue, and those that are declared beside its tests."""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.errors import ProblemsError, UserError, first_of, nearest, shortened
from token_conformance.model.cell import Product
from token_conformance.model.text_file import read_text, shown_path

FILE = "operations.csv"
"""The own catalogue of a suite, in the folder of its tests."""

COLUMNS = ("operation", "product", "classic_scopes", "granular_scopes")

_MOST_TRIED = 5
"""The most similar operations among which one is looked for that is not removed."""

_OPERATION = re.compile(r"(?:GET|HEAD|POST|PUT|PATCH|DELETE) (?:/(?:[\w.~:@!$&'*+,;=%-]|\{[A-Za-z]\w*\})+)+", re.ASCII)
_SCOPE = re.compile(r"[\w.-]+(?::[\w.-]+)+", re.ASCII)
_PLACES = {
    "/wiki/": Product.CONFLUENCE,
    "/rest/api/": Product.JIRA_PLATFORM,
    "/rest/agile/": Product.JIRA_SOFTWARE,
    "/rest/servicedeskapi/": Product.JIRA_SERVICE_MANAGEMENT,
}
"""By the beginning of a path, the product that it belongs to."""


class KnownOperations:
    """The operations that the suites of each folder may test. The own catalogue of a folder is read once."""

    def __init__(self) -> None:
        self._own: dict[Path, Mapping[str, Operation]] = {}

    def find(self, name: str, folder: Path) -> Operation:
        """The operation of a mark in a folder; raises UserError if it, or the own catalogue of the folder, is wrong."""
        if folder not in self._own:
            self._own[folder] = read_own(folder / FILE)
        own = self._own[folder]
        if name not in own and (problem := problem_of(name)):
            other = "If not," if problem.endswith("?") else "or"
            raise UserError(f"{problem} {other} declare it in {shown_path(folder / FILE)}")
        return own.get(name) or in_catalogue(name)


def in_catalogue(name: str) -> Operation:
    """A published operation, or one that Atlassian published once; raises KeyError for any other."""
    return published()[name] if name in published() else retired()[name]


def problem_of(operation: str) -> str:
    """What is wrong with an operation, and what to write; empty if it is in the catalogue."""
    if operation in published() or operation in retired():
        return ""
    near = get_close_matches(shortened(operation), published().operations, n=_MOST_TRIED)
    living = next((name for name in near if not is_removed(name)), None)
    remedy = f"did you mean {living}?" if living else "check its method and path"
    return f"{shortened(operation)} is not a published operation; {remedy}"


def is_removed(operation: str) -> bool:
    """Whether an operation is gone, or was to go on a day that is past, so that nobody should call it now."""
    from token_conformance.catalogue.states import State, states  # noqa: PLC0415  # only a wrong mark needs the states

    state = states().find(*operation.split(" ", 1))
    if state is None:
        return False
    is_overdue = state.state is State.GOING and state.is_past(dt.datetime.now(dt.UTC).date())
    return is_overdue or state.state in {State.GONE, State.GONE_FOR_OAUTH, State.UNPUBLISHED}


def read_own(path: Path) -> Mapping[str, Operation]:
    """Read an own catalogue; no file is an empty one. Raises ProblemsError with a line for each wrong row."""
    if not path.exists():
        return {}
    text = read_text(path, "make it a table of text, or delete it", UserError)
    file = shown_path(path)
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].split(",") != list(COLUMNS):
        raise ProblemsError([f"{file}:1: the columns are not right; write this line: {','.join(COLUMNS)}"])
    operations: dict[str, Operation] = {}
    problems = first_of(f"{file}:{problem}" for problem in _problems(lines, operations))
    if problems:
        raise ProblemsError(problems)
    return operations


def _problems(lines: Sequence[str], operations: dict[str, Operation]) -> Iterator[str]:
    """Read the rows into `operations`; each problem begins with the number of its line."""
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        try:
            operation = _operation(next(csv.reader([line], strict=True)), operations)
        except csv.Error as error:
            yield f"{number}: is not a row of a table ({error}); correct it"
        except UserError as error:
            yield f"{number}: {error}"
        else:
            operations[operation.name] = operation


def _operation(row: Sequence[str], before: Mapping[str, Operation]) -> Operation:
    """The operation of a row; raises UserError that names the column."""
    if len(row) != len(COLUMNS):
        raise UserError(f"has {len(row)} values; write one for each of {', '.join(COLUMNS)}, which may be empty")
    name, product, classic, granular = (value.strip() for value in row)
    _require_new(name, before)
    method, path = name.split(" ", 1)
    scopes = {column: _scopes(column, text) for column, text in zip(COLUMNS[2:], (classic, granular), strict=True)}
    owner = _product(product, path)
    return Operation(
        api=owner.value,
        method=method,
        path=path,
        gateway_path=f"/ex/{owner.app}/{{cloudId}}{path}",
        classic=scopes["classic_scopes"],
        granular=scopes["granular_scopes"],
        scopes_known=any(scopes.values()),
        anonymous=False,
        deprecated=False,
        query=frozenset(),
        expand=frozenset(),
    )


def _require_new(name: str, before: Mapping[str, Operation]) -> None:
    if not _OPERATION.fullmatch(name):
        example = "a method and a path without a host or a query, such as GET /rest/api/3/issue/{issueIdOrKey}"
        raise UserError(f"operation: {shortened(name)!r} is not an operation; write {example}")
    if name in before:
        raise UserError(f"operation: {name} has a row already; delete one of the two")
    if not problem_of(name):
        raise UserError(f"operation: {name} is in the catalogue already; delete the row")


def _product(word: str, path: str) -> Product:
    known = [str(product) for product in Product]
    if word and word not in known:
        remedy = nearest(word, known, f"use one of {', '.join(known)}")
        raise UserError(f"product: {shortened(word)!r} is unknown; {remedy}")
    found = word or next((product for start, product in _PLACES.items() if path.startswith(start)), None)
    if found is None:
        raise UserError(f"product: is empty, and the path does not say it; write one of {', '.join(known)}")
    return Product(found)


def _scopes(column: str, text: str) -> frozenset[str]:
    for scope in text.split():
        if not _SCOPE.fullmatch(scope):
            example = "such as read:jira-work, with a blank between two"
            raise UserError(f"{column}: {shortened(scope)!r} is not a scope; write scopes {example}")
    return frozenset(text.split())
