"""The site and the tokens of an observation, and the value of `Authorization` for each question."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from token_conformance.live.observing.questions import Sent, Token
from token_conformance.model.account import basic

NOBODY = "nobody@example.com"
_NO_TOKEN = "NO-TOKEN-made-up-for-one-question"  # noqa: S105  # it is nobody's


@dataclass(frozen=True)
class Given:
    """What a person gave: the site's name, the e-mail addresses and the tokens. No repr has them."""

    site: str = field(repr=False)
    tokens: Mapping[Token, str] = field(repr=False)
    email: str = field(default="", repr=False)
    service_account_email: str = field(default="", repr=False)

    def has(self, sent: Sent) -> bool:
        """Whether a question with this credential can be asked; the scheme Basic needs an address too."""
        if sent.token is None:
            return True
        return sent.token in self.tokens and (sent.is_bearer or bool(self._address(sent)))

    def authorization(self, sent: Sent) -> str | None:
        """The value of `Authorization`, or None to send no header."""
        if sent is Sent.MADE_UP:
            return basic(NOBODY, _NO_TOKEN)
        if sent is Sent.MADE_UP_JWT:
            return f"Bearer {made_up_jwt()}"
        if sent.token is None:
            return None
        token = self.tokens[sent.token]
        return f"Bearer {token}" if sent.is_bearer else basic(self._address(sent), token)

    def own_names(self) -> list[str]:
        """What must not be in a file of the observation."""
        return [f"{self.site}.", self.email, self.service_account_email, *self.tokens.values()]

    def _address(self, sent: Sent) -> str:
        return self.service_account_email if sent.token is Token.SERVICE_ACCOUNT else self.email


def made_up_jwt() -> str:
    """A made-up access token of OAuth 2.0, which has the three parts of a JWT."""
    parts = (b'{"alg":"none"}', b'{"sub":"made-up"}', b"made-up")
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
