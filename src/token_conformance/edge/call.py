"""What a product of the edge sees of a request that the site or the gateway has let through."""

from dataclasses import dataclass

from starlette.requests import Request

from token_conformance.edge.state import State

SCOPE_KEY = "token_conformance.call"


@dataclass(frozen=True)
class Call:
    """The caller, the tenant, and the URL that links in the answer start with.

    `account_id` is None for an anonymous caller. `base` is the site's URL at the site form and
    `https://api.atlassian.com/ex/<app>/<cloud id>` at the gateway form; `site` is always the site's URL.
    """

    state: State
    account_id: str | None
    base: str
    site: str

    @classmethod
    def of(cls, request: Request) -> "Call":
        """The call that the site or the gateway put into the request's scope."""
        call = request.scope[SCOPE_KEY]
        assert isinstance(call, cls)  # noqa: S101  # narrows the type: the scope holds anything
        return call

    @property
    def is_anonymous(self) -> bool:
        """Whether the caller is a stranger, to whom a private tenant shows nothing."""
        return self.account_id is None
