"""Where a request to the edge goes: which URL form, and which path of the site."""

from dataclasses import dataclass
from typing import Self

from starlette.datastructures import Headers
from starlette.types import Scope

from token_conformance.edge.backend import find_operation
from token_conformance.gateway_path import site_path
from token_conformance.model import UrlForm
from token_conformance.tenant import GATEWAY_HOST


@dataclass(frozen=True)
class Place:
    """The URL form and the path of the site that a request goes to, whichever form it takes, with its method."""

    form: UrlForm
    method: str
    path: str

    @classmethod
    def of(cls, scope: Scope) -> Self:
        """Where a request goes."""
        is_gateway = Headers(scope=scope).get("host", "").startswith(GATEWAY_HOST)
        return cls(UrlForm.GATEWAY if is_gateway else UrlForm.SITE, scope["method"], site_path(scope["path"]))

    @property
    def is_confluence(self) -> bool:
        """Whether Confluence answers there."""
        return self.path.startswith("/wiki/")

    @property
    def operation(self) -> str:
        """The name of the published operation; empty where there is none."""
        operation = find_operation(self.method, self.path)
        return operation.name if operation else ""

    @property
    def is_anonymous(self) -> bool:
        """Whether the operation is published as open to strangers."""
        operation = find_operation(self.method, self.path)
        return operation is not None and operation.anonymous
