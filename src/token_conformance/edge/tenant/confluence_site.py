"""What a Confluence keeps beside its contents: templates, long tasks, properties of users, and who watches labels."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from token_conformance.edge.tenant.confluence_content import Space


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


@dataclass
class Site:
    """All that is kept beside contents: `templates` and `tasks` by id, `properties` by account id and key."""

    templates: dict[str, Template] = field(default_factory=dict)
    tasks: dict[str, LongTask] = field(default_factory=dict)
    properties: dict[str, dict[str, UserProperty]] = field(default_factory=dict)
    label_watchers: dict[str, set[str]] = field(default_factory=dict)
