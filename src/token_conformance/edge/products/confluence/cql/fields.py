"""The fields of CQL: what each compares, with which operators, and by which of them results can be ordered.

Operators are those of Atlassian's page on the fields of CQL.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from token_conformance.edge.products.confluence.cql.subject import Subject

EQUALITY = frozenset({"=", "!=", "in"})
CONTAINS = frozenset({"~", "!~"})
ORDER = frozenset({"=", "!=", "<", "<=", ">", ">="})


@dataclass(frozen=True)
class Field:
    """A field with texts, compared in any case; `of_accounts` if they are account ids, `of_types` if types."""

    values: Callable[[Subject], tuple[str, ...]]
    operators: frozenset[str] = EQUALITY
    of_accounts: bool = False
    of_types: bool = False


@dataclass(frozen=True)
class DateField:
    """A field with a time."""

    time: Callable[[Subject], datetime]
    operators: frozenset[str] = ORDER


FIELDS: Mapping[str, Field | DateField] = {
    "ancestor": Field(lambda subject: subject.ancestors),
    "container": Field(lambda subject: (subject.container,)),
    "content": Field(lambda subject: (subject.id,)),
    "contributor": Field(lambda subject: subject.contributors, of_accounts=True),
    "created": DateField(lambda subject: subject.created),
    "creator": Field(lambda subject: (subject.author,), of_accounts=True),
    "id": Field(lambda subject: (subject.id,)),
    "label": Field(lambda subject: subject.labels),
    "lastmodified": DateField(lambda subject: subject.modified),
    "parent": Field(lambda subject: subject.parents),
    "sitesearch": Field(lambda subject: (subject.title, subject.text), CONTAINS),
    "space": Field(lambda subject: (subject.space.key,)),
    "space.key": Field(lambda subject: (subject.space.key,)),
    "space.title": Field(lambda subject: (subject.space.name,), CONTAINS | EQUALITY),
    "text": Field(lambda subject: (subject.title, subject.text), CONTAINS),
    "title": Field(lambda subject: (subject.title,), CONTAINS | EQUALITY),
    "type": Field(lambda subject: (subject.type,), of_types=True),
}

NOT_MODELLED = frozenset(
    {
        "favourite",
        "favorite",
        "macro",
        "mention",
        "space.category",
        "space.type",
        "user",
        "user.accountid",
        "user.fullname",
        "user.userkey",
        "watcher",
    }
)
"""Fields of CQL of which the local model has no data."""

TYPES = frozenset({"attachment", "blogpost", "comment", "database", "embed", "folder", "page", "space", "whiteboard"})
"""Types that a query can name; the tenant has no whiteboards, databases, embeds and folders."""

ORDERS: Mapping[str, Callable[[Subject], Any]] = {
    "created": lambda subject: subject.created,
    "creator": lambda subject: subject.author,
    "id": lambda subject: int(subject.id.removeprefix("att")),
    "lastmodified": lambda subject: subject.modified,
    "space": lambda subject: subject.space.key.casefold(),
    "title": lambda subject: subject.title.casefold(),
    "type": lambda subject: subject.type,
}
"""The fields by which results can be ordered."""
