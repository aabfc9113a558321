"""What a Confluence keeps beside its contents: templates, tasks, the audit log, relations, and things of users."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from token_conformance.edge.tenant.confluence_content import ContentState, Space


@dataclass
class Template:
    """A template for pages, of one space, or of the whole site without a space; `body` is in storage format."""

    id: str
    name: str
    body: str
    description: str = ""
    space: Space | None = None
    labels: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class LongTask:
    """A task that Atlassian does in the background; here it is done when the answer to its request is sent."""

    id: str
    name: str


@dataclass
class UserProperty:
    """A named JSON object that an app keeps at a user."""

    id: str
    key: str
    value: dict[str, Any]
    created: datetime
    modified: datetime


class Relation(NamedTuple):
    """That one thing has a relation of a name to another; a thing is a type and an account id, an id or a key."""

    name: str
    source: tuple[str, str]
    target: tuple[str, str]


@dataclass(frozen=True)
class Conversion:
    """A body that was converted to another format."""

    id: str
    asked: tuple[str, ...]
    format: str
    value: str
    made: datetime


@dataclass(frozen=True)
class AuditRecord:
    """An entry of the audit log; `facts` is what the request said, by Confluence's names."""

    id: str
    author: str
    created: datetime
    facts: dict[str, Any]


@dataclass
class Site:
    """All that is kept beside contents: `templates` and `tasks` by id, `properties` by account id and key.

    `relations` have their author and time, and `states` are those that each user has made, the newest last.
    """

    templates: dict[str, Template] = field(default_factory=dict)
    tasks: dict[str, LongTask] = field(default_factory=dict)
    properties: dict[str, dict[str, UserProperty]] = field(default_factory=dict)
    label_watchers: dict[str, set[str]] = field(default_factory=dict)
    relations: dict[Relation, tuple[str, datetime]] = field(default_factory=dict)
    states: dict[str, list[ContentState]] = field(default_factory=dict)
    conversions: dict[str, Conversion] = field(default_factory=dict)
    audit: list[AuditRecord] = field(default_factory=list)
    retention: tuple[int, str] = (1, "YEARS")
