"""Parsing of the `Authorization` header, as strict as that of Atlassian's site is known to be (S1, S5, C3)."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from token_conformance.edge.access.tokens import Token


class Scheme(Enum):
    """The accepted schemes. S5: another scheme, or another spelling of these, counts as no credential at all."""

    NONE = auto()
    BASIC = auto()
    BEARER = auto()


@dataclass(frozen=True)
class Authorization:
    """A parsed header. User and password are empty for a Basic value that has no colon or is not Base64."""

    scheme: Scheme
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, header: str | None) -> "Authorization":
        """Parse a header's value. No value raises an error."""
        scheme, _, value = (header or "").partition(" ")
        if scheme == "Basic":
            return cls(Scheme.BASIC, *_user_and_password(value))
        if scheme == "Bearer" and value and not value.startswith(" "):
            return cls(Scheme.BEARER)
        return cls(Scheme.NONE)

    @property
    def is_basic(self) -> bool:
        """Whether the scheme is Basic, for a well-formed value or not."""
        return self.scheme is Scheme.BASIC

    @property
    def is_bearer(self) -> bool:
        """Whether the scheme is Bearer."""
        return self.scheme is Scheme.BEARER

    @property
    def is_well_formed(self) -> bool:
        """C3: whether a Basic value is a user and a password, neither of them empty, with one colon between them."""
        return bool(self.user and self.password) and ":" not in self.password

    def resolve(self, tokens: Mapping[str, Token]) -> Token | None:
        """The token, if the password is one and the user is its owner's e-mail address in any case; else None."""
        token = tokens.get(self.password)
        belongs = token is not None and token.email.casefold() == self.user.casefold()
        return token if belongs else None


def kind_of(header: str | None, tokens: Mapping[str, Token]) -> str:
    """The kind of credential: `none` (there is no header), `unscoped`, `scoped`, or `invalid` (no account's token)."""
    if header is None:
        return "none"
    token = Authorization.parse(header).resolve(tokens)
    if token is None:
        return "invalid"
    return "scoped" if token.is_scoped else "unscoped"


def _user_and_password(value: str) -> tuple[str, str]:
    try:
        decoded = b64decode(value, validate=True).decode()
    except ValueError:
        return "", ""
    user, colon, password = decoded.partition(":")
    return (user, password) if colon else ("", "")
