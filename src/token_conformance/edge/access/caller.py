"""Who sends a request, and by which URL form."""

from dataclasses import dataclass

from token_conformance.edge.access.tokens import Token
from token_conformance.model.cell import UrlForm


@dataclass(frozen=True)
class Caller:
    """The sender of a request, as the site or the gateway sees it.

    `token` is None for a stranger: one without a credential, or with one that does not resolve at this URL form. `kind`
    is the kind of credential, as the request log names it. `base` is the beginning of the links in the answer (G7), and
    `site` the URL of the site at both URL forms.
    """

    token: Token | None
    kind: str
    form: UrlForm
    base: str
    site: str

    @property
    def is_known(self) -> bool:
        """Whether the credential resolves to an account."""
        return self.token is not None

    @property
    def account_id(self) -> str | None:
        """The account, or None for a stranger."""
        return self.token.account_id if self.token else None
