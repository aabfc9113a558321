"""Parsing of the `Authorization` header, as strict as that of Atlassian's site is known to be (S1, S5, C3)."""

import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from token_conformance.catalogue.credentials import CredentialKind, credential_kinds
from token_conformance.edge.access.tokens import Token
from token_conformance.model.cell import Credential

INVALID = "invalid"
"""The kind of a credential that no account of the edge has, and whose text does not tell another kind."""

_OWN_TEXT = ("Basic", "Bearer")
"""The schemes under which a text of any kind may come; every other scheme belongs to one kind."""


class Scheme(StrEnum):
    """The schemes that are read. S5: another scheme, or another spelling of these, counts as no credential at all."""

    NONE = ""
    BASIC = "Basic"
    BEARER = "Bearer"
    JWT = "JWT"
    GENIE_KEY = "GenieKey"


_READ = (Scheme.BEARER, Scheme.JWT, Scheme.GENIE_KEY)


@dataclass(frozen=True)
class Authorization:
    """A parsed header: the user of a Basic value, and the text of the credential, which is in no repr.

    Both are empty for a Basic value that has no colon or is not Base64.
    """

    scheme: Scheme
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, header: str | None) -> "Authorization":
        """Parse a header's value. No value raises an error."""
        word, _, value = (header or "").partition(" ")
        if word == Scheme.BASIC:
            return cls(Scheme.BASIC, *_user_and_password(value))
        is_read = word in _READ and value and not value.startswith(" ")
        return cls(Scheme(word), password=value) if is_read else cls(Scheme.NONE)

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
        """The token of a Basic value, if the user is its owner's e-mail address in any case; else None."""
        token = tokens.get(self.password)
        belongs = token is not None and token.email.casefold() == self.user.casefold()
        return token if belongs else None


@dataclass(frozen=True)
class Presented:
    """What a caller presents: a parsed header, the kinds of credential that it can be, and the edge's token, if any.

    `kinds` has ids of `credentials.toml`: several where the text does not tell them apart, and none without a
    credential that is read. A token that the edge has is of its own kind; of every other credential the scheme and the
    text tell the kind. Whether the token is let in is not said: see `rulings.py`.
    """

    authorization: Authorization
    kinds: tuple[str, ...]
    token: Token | None

    @classmethod
    def read(cls, header: str | None, tokens: Mapping[str, Token]) -> "Presented":
        """Read a header's value. No value raises an error."""
        authorization = Authorization.parse(header)
        of_bearer = tokens.get(authorization.password) if authorization.is_bearer else None
        token = of_bearer or authorization.resolve(tokens)
        return cls(authorization, (token.kind,) if token else _kinds(authorization), token)


def kind_of(header: str | None, tokens: Mapping[str, Token]) -> str:
    """The kind of credential: `none` (there is no header), `unscoped`, `scoped`, or an id of `credentials.toml`.

    The ids are joined by " or " where the text does not tell them apart. A header that is not read is `invalid`.
    """
    if header is None:
        return "none"
    presented = Presented.read(header, tokens)
    if presented.token and presented.token.is_personal:
        return "scoped" if presented.token.is_scoped else "unscoped"
    return " or ".join(presented.kinds) or INVALID


def credential_of(header: str | None, tokens: Mapping[str, Token]) -> Credential:
    """The credential in the words of a cell; without a word it is `INVALID`, as is a person's token sent as Bearer."""
    kind = kind_of(header, tokens)
    personal = kind in {Credential.UNSCOPED, Credential.SCOPED}
    if kind not in set(Credential) or (personal and Authorization.parse(header).is_bearer):
        return Credential.INVALID
    return Credential(kind)


def _kinds(authorization: Authorization) -> tuple[str, ...]:
    if authorization.scheme is Scheme.NONE:
        return ()
    kinds = credential_kinds().values()
    if authorization.scheme not in _OWN_TEXT:
        return tuple(kind.id for kind in kinds if authorization.scheme in kind.scheme_words)
    return tuple(kind.id for kind in kinds if _is(kind, authorization)) or (INVALID,)


def _is(kind: CredentialKind, authorization: Authorization) -> bool:
    """Whether a credential that is sent with the scheme of a kind has a text of that kind."""
    of_scheme = authorization.scheme in kind.scheme_words
    return bool(of_scheme and kind.pattern and re.fullmatch(kind.pattern, authorization.password))


def _user_and_password(value: str) -> tuple[str, str]:
    try:
        decoded = b64decode(value, validate=True).decode()
    except ValueError:
        return "", ""
    user, colon, password = decoded.partition(":")
    return (user, password) if colon else ("", "")
