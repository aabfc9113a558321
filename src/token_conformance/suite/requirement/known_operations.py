"""The operations that a suite may test: those of the catalogue, and those that are declared beside its tests."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.written import in_catalogue, is_in_catalogue, is_of_family, problem_of
from token_conformance.errors import ProblemsError, UserError, first_of, nearest, shortened
from token_conformance.model.cell import Product
from token_conformance.model.text_file import read_text, shown_path

FILE = "operations.csv"
"""The own catalogue of a suite, in the folder of its tests."""

COLUMNS = ("operation", "product", "classic_scopes", "granular_scopes")

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
            raise UserError(problem if is_of_family(name) else _or_declare(problem, folder))
        return own.get(name) or in_catalogue(name)


def _or_declare(problem: str, folder: Path) -> str:
    other = "If not," if problem.endswith("?") else "or"
    return f"{problem} {other} declare it in {shown_path(folder / FILE)}"


def read_own(path: Path) -> Mapping[str, Operation]:
    """Read an own catalogue; no file is an empty one. Raises ProblemsError with a line for each wrong row."""
    if not path.exists():
        return {}
    text = read_text(path, f"write a table with the first line {','.join(COLUMNS)}, or delete it", UserError)
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
    if is_in_catalogue(name):
        raise UserError(f"operation: {name} is in the catalogue already; delete the row")
    if is_of_family(name):
        raise UserError(f"operation: {problem_of(name)}")


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
