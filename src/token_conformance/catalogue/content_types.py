"""The content types that operations read, where they are not those of the general rule; in `content_types.csv`.

The general rule: a POST or PUT reads JSON. An operation of the Jira platform checks the type of every request, and any
other operation that of a request with a body.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from token_conformance.catalogue.operations import Operation

_VERSIONS = ("2", "3")
"""The versions of the Jira platform that `{version}` means in a path of the table."""

_ANYTHING = "*/*"
_READS_JSON = ("application/json",)


class Check(StrEnum):
    """Which requests have their content type checked."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class ContentTypes:
    """The content types that an operation reads.

    `check` is `required` if a request without body and type is refused too, and `optional` if only the type of a body
    is checked.
    """

    types: tuple[str, ...]
    check: Check

    @property
    def takes_anything(self) -> bool:
        """Whether every type is read, and a request without one."""
        return _ANYTHING in self.types


def content_types(operation: Operation) -> ContentTypes:
    """What an operation reads: its row of the table, or the general rule."""
    return _rows().get(operation.name) or _general(operation)


def _general(operation: Operation) -> ContentTypes:
    if operation.method not in {"POST", "PUT"}:
        return ContentTypes((_ANYTHING,), Check.UNCHECKED)
    is_platform = operation.api.startswith("jira-platform")
    return ContentTypes(_READS_JSON, Check.REQUIRED if is_platform else Check.OPTIONAL)


@cache
def _rows() -> Mapping[str, ContentTypes]:
    table = files(__package__).joinpath("content_types.csv").read_text(encoding="utf-8")
    return {
        f"{row['method']} {row['path'].replace('{version}', version)}": ContentTypes(
            tuple(row["types"].split()), Check(row["check"])
        )
        for row in csv.DictReader(table.splitlines())
        for version in _VERSIONS
    }
