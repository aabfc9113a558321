"""Finds the operation of a call: published, retired, or known only by its state, and that of the alias `latest`."""

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from token_conformance.catalogue.operations import Catalogue, Operation, family_operations, published, retired
from token_conformance.catalogue.states import states

LATEST = re.compile(r"/rest/(?P<api>api|agile)/latest/")
_VERSION = re.compile(r"(?P<root>/rest/(?:api|agile))/[\d.]+/")
_NUMBERS = {"api": ("3", "2"), "agile": ("1.0",)}


def find_operation(method: str, path: str, query: str = "") -> Operation | None:
    """The operation of a request or a template; `query` is its query string. None if nothing is known of it."""
    for catalogue in (published(), retired()):
        if found := _in(catalogue, method, path):
            return found
    state = states().find(method, path, query)
    return _without_document(method, state.path) if state else None


def every_operation() -> Mapping[str, Operation]:
    """Every operation of a site by its name: published, retired, or known only by its state."""
    named = {**published().operations, **retired().operations}
    stated = {one.name: _without_document(one.method, one.path) for one in states().states if one.name not in named}
    return {**named, **stated}


def operation_of_family(method: str, path: str) -> Operation | None:
    """The published operation of a family, by its path at the gateway without `/ex/APP/CLOUD_ID`."""
    return _in(family_operations(), method, path)


def numbered(method: str, path: str, query: str) -> Operation | None:
    """The operation of the newest version of a path with `latest` in place of the version; its path has `latest`."""
    found = LATEST.search(path)
    for number in _NUMBERS[found["api"]] if found else ():
        version = LATEST.sub(f"/rest/{found['api']}/{number}/", path, count=1)  # type: ignore[index]
        if operation := find_operation(method, version, query):
            return operation
    return None


@cache
def document_days() -> Mapping[str, str]:
    """The day of the document that the operations of each API were read from, such as `2026-07-21`."""
    table = files(__package__).joinpath("documents.csv").read_text(encoding="utf-8")
    return {row["api"]: row["date"] for row in csv.DictReader(table.splitlines())}


def aliased(path: str) -> str:
    """The path of an operation with `latest` in place of its version."""
    return _VERSION.sub(r"\g<root>/latest/", path, count=1)


def _in(catalogue: Catalogue, method: str, path: str) -> Operation | None:
    """The operation of exactly this template, or else the one whose template describes the path."""
    return catalogue.operations.get(f"{method} {path}") or catalogue.find(method, path)


def _without_document(method: str, path: str) -> Operation:
    """An operation that stands in no document: only its state says something."""
    row = dict.fromkeys(("classic_scopes", "granular_scopes", "anonymous", "deprecated"), "")
    api = "confluence" if path.startswith("/wiki/") else "jira"
    operation = Operation.from_row(row | {"api": api, "method": method, "site_path": path, "scopes_known": "no"})
    return replace(operation, scopes_known=False)
