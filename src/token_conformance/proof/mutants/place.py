"""The place that a request to the edge is sent to: its URL form, and its path at the site."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from starlette.datastructures import Headers
from starlette.types import Scope

from token_conformance.edge.operations import find_operation
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import GATEWAY_HOST, site_path


@dataclass(frozen=True)
class Place:
    """The URL form of a request, its method, and its path at the site, which is the same for both forms."""

    form: UrlForm
    method: str
    path: str

    @classmethod
    def of(cls, scope: Scope) -> Self:
        """The place of a request."""
        is_gateway = Headers(scope=scope).get("host", "").startswith(GATEWAY_HOST)
        return cls(UrlForm.GATEWAY if is_gateway else UrlForm.SITE, scope["method"], site_path(scope["path"]))

    @property
    def is_confluence(self) -> bool:
        """Whether Confluence answers the request."""
        return self.path.startswith("/wiki/")

    @property
    def operation(self) -> str:
        """The name of the published operation; empty if no published operation matches."""
        operation = find_operation(self.method, self.path)
        return operation.name if operation else ""

    @property
    def is_anonymous(self) -> bool:
        """Whether the operation is published as open to anonymous callers."""
        operation = find_operation(self.method, self.path)
        return operation is not None and operation.anonymous


Where = Callable[[Place], bool]
"""Whether a place is selected."""


def anywhere(_: Place) -> bool:
    """Every place."""
    return True


def at_site(place: Place) -> bool:
    """The site form."""
    return place.form is UrlForm.SITE


def at_gateway(place: Place) -> bool:
    """The gateway form."""
    return place.form is UrlForm.GATEWAY


def operation_at(form: UrlForm, name: str) -> Where:
    """One published operation at one URL form."""
    return lambda place: place.form is form and place.operation == name


def below(form: UrlForm, path: str) -> Where:
    """The paths of the site that start with a path, at one URL form."""
    return lambda place: place.form is form and place.path.startswith(path)


def open_at_site(place: Place) -> bool:
    """The places where the site answers anonymous callers (S2)."""
    return at_site(place) and place.is_anonymous


def jira_gate(place: Place) -> bool:
    """The places where the Jira site refuses anonymous callers at its gate (S3)."""
    return at_site(place) and not place.is_confluence and not place.is_anonymous
