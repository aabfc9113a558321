"""How one request wants things shown: where links start, and which version of the API was asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard

from starlette.requests import Request

from token_conformance.edge.products.api import Call
from token_conformance.edge.tenant.adf import Document, document, plain_text

DEEPEST = 100
"""How many arrays and objects a document may nest; far more than Atlassian's editor can make."""


@dataclass(frozen=True)
class ApiVersion:
    """Links start with `base` (rule G7); version 3 of the API speaks documents, version 2 plain text."""

    base: str
    version: int = 2

    @classmethod
    def of(cls, request: Request) -> "ApiVersion":
        """What a request to `/rest/api/<version>/...` wants."""
        return cls(Call.of(request).base, int(request.url.path.split("/")[3]))

    def url(self, path: str) -> str:
        """The address of a resource of this version, such as `issue/10000`."""
        return f"{self.base}/rest/api/{self.version}/{path}"

    def text(self, written: Document | None) -> Document | str | None:
        """What somebody wrote, as this version shows it."""
        return plain_text(written) if written is not None and self.version == 2 else written  # noqa: PLR2004  # API version

    def written(self, text: Any) -> Document:
        """What somebody writes, as Jira keeps it. Raises ValueError when this version takes no such thing."""
        if self.version == 2:  # noqa: PLR2004  # API version
            if not isinstance(text, str):
                raise ValueError("Operation value must be a string")
            return document(text)
        if not _is_document(text):
            raise ValueError("Operation value must be an Atlassian Document (see the Atlassian Document Format)")
        return text


def time(moment: datetime) -> str:
    """A moment in UTC as Jira writes it, such as `2026-01-05T09:00:00.000+0000`."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}+0000"


def _is_document(value: Any) -> TypeGuard[Document]:
    return (
        isinstance(value, dict)
        and value.get("type") == "doc"
        and value.get("version") == 1
        and isinstance(value.get("content"), list)
        and _nests_at_most(value, DEEPEST)
    )


def _nests_at_most(value: Any, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    members = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_nests_at_most(member, depth - 1) for member in members)
