"""What an `Authorization` header says, read as narrowly as Atlassian's site is known to read it (S1, S5, C3)."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from token_conformance.edge.access.tokens import Token


class Scheme(Enum):
    """The schemes that are read at all; S5: any other, or an odd spelling of these, is no credential."""

    NONE = auto()
    BASIC = auto()
    BEARER = auto()


@dataclass(frozen=True)
class Authorization:
    """A parsed header. A Basic value that has no colon or is not base64 names no user and no password."""

    scheme: Scheme
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, header: str | None) -> "Authorization":
        """Read a header's value; nothing that a client can send is an error here."""
        scheme, _, value = (header or "").partition(" ")
        if scheme == "Basic":
            return cls(Scheme.BASIC, *_user_and_password(value))
        if scheme == "Bearer" and value and not value.startswith(" "):
            return cls(Scheme.BEARER)
        return cls(Scheme.NONE)

    @property
    def is_basic(self) -> bool:
        """Whether the header is read as Basic, well formed or not."""
        return self.scheme is Scheme.BASIC

    @property
    def is_bearer(self) -> bool:
        """Whether the header is read as Bearer."""
        return self.scheme is Scheme.BEARER

    @property
    def is_well_formed(self) -> bool:
        """C3: whether a Basic value is a user and a password, neither empty, with a single colon between."""
        return bool(self.user and self.password) and ":" not in self.password

    def resolve(self, tokens: Mapping[str, Token]) -> Token | None:
        """The token, if the credential is one and the e-mail address is its owner's (in any case)."""
        token = tokens.get(self.password)
        belongs = token is not None and token.email.casefold() == self.user.casefold()
        return token if belongs else None


def kind_of(header: str | None, tokens: Mapping[str, Token]) -> str:
    """What a header holds: `none` (there is no header), `unscoped`, `scoped`, or `invalid` (nobody's token)."""
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
