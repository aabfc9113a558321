"""The query parameter `expand` of version 1: which parts of a resource an answer shows.

Its values are paths, such as `children.page.version`. A value that is not modelled is never ignored.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from starlette.requests import Request

from token_conformance.edge.products.confluence.answers import unmodelled

HISTORY = ("lastUpdated", "previousVersion", "nextVersion", "contributors", "createdBy")
"""What the history of a content can show."""

BODIES = ("storage", "view", "export_view", "editor2", "atlas_doc_format")
"""The formats of a body."""

_OWN = (
    "body",
    *(f"body.{name}{value}" for name in BODIES for value in ("", ".value")),
    "version",
    "version.by",
    "version.number",
    "space",
    "space.homepage",
    "history",
    *(f"history.{part}" for part in HISTORY),
    "ancestors",
    "container",
    "metadata",
    "metadata.labels",
    "metadata.properties",
    "extensions",
    "extensions.inlineProperties",
    "extensions.resolution",
    "restrictions",
    *(f"restrictions.{operation}.restrictions.{who}" for operation in ("read", "update") for who in ("user", "group")),
    "title",
)
_BELOW = ("container", "children.page", "children.comment", "children.attachment")
CONTENT = (*_OWN, "children", *_BELOW[1:], *(f"{part}.{own}" for part in _BELOW for own in _OWN))
"""What a page, a blog post, a comment or a file can show; its title is always shown."""

OF_SEARCH = ("content", "space", *(f"content.{value}" for value in CONTENT))
"""What the result of a search can show."""

SPACE = ("homepage", "description", "description.plain", "permissions", *(f"homepage.{own}" for own in _OWN))
"""What a space can show."""

RESTRICTION = ("restrictions.user", "restrictions.group")
"""What the restrictions of a content can show."""


@dataclass(frozen=True)
class Expand:
    """The values of `expand` that reach one resource."""

    values: frozenset[str] = frozenset()

    @classmethod
    def of(cls, request: Request, known: Collection[str], default: Iterable[str] = ()) -> "Expand":
        """What the request asks for; without `expand` the default. Raises ApiError (501) for a value that is unknown.

        The published values of an operation say less than clients send, so an unpublished one is refused as well.
        """
        lists = request.query_params.getlist("expand")
        values = {value.strip() for values in lists for value in values.split(",")} - {""}
        for value in sorted(values):
            if value not in known:
                raise unmodelled(f"what `expand={value}` shows here")
        return cls(frozenset(values or default))

    def has(self, name: str) -> bool:
        """Whether this part is shown, or a part of it."""
        return any(value == name or value.startswith(f"{name}.") for value in self.values)

    def below(self, name: str) -> "Expand":
        """What reaches the resource at this part."""
        return Expand(frozenset(value[len(name) + 1 :] for value in self.values if value.startswith(f"{name}.")))
