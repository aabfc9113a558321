"""Which kinds of credential a text can be, by its shape and scheme; the text itself is not kept."""

import re
from base64 import b64decode
from binascii import Error
from dataclasses import dataclass

from token_conformance.catalogue.answer_credential import SCHEMES, schemes
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.model.grade import Grade

_PREFIX = re.compile(r"[A-Za-z]{3,}\w*")
_NO_PREFIX = {"none", "any"}
_SERVICE_ACCOUNT = "@serviceaccount.atlassian.com"
_SCHEMES = {scheme.lower(): scheme for scheme in SCHEMES}


@dataclass(frozen=True)
class Sent:
    """The scheme of a credential that a line sends, and the kinds that its shape allows; none if it says nothing."""

    scheme: str
    kinds: tuple[str, ...] = ()


def sent_by_user(value: str) -> Sent:
    """What `--user NAME:PASSWORD` sends."""
    name, _, secret = value.partition(":")
    if name.lower().endswith(_SERVICE_ACCOUNT):
        return Sent("Basic", ("service-account",))
    return Sent("Basic", _kinds(secret, "Basic"))


def sent_by_header(value: str) -> Sent | None:
    """What a header `Authorization` sends; None if its scheme is not known."""
    word, _, rest = value.partition(" ")
    scheme = _SCHEMES.get(word.lower())
    if scheme is None:
        return None
    if scheme == "Basic":
        return sent_by_user(_decoded(rest.strip()))
    return Sent(scheme, _kinds(rest.strip(), scheme))


def shaped_as(secret: str) -> tuple[str, ...]:
    """The kinds whose whole shape a text has; there is no such kind for the token of a person."""
    return tuple(kind.id for kind in credential_kinds().values() if kind.pattern and _has_shape(secret, kind.pattern))


def is_sent_as_bearer(secret: str) -> bool:
    """Whether a text has a shape that was seen, and every kind of this shape is sent without an e-mail address.

    A shape that is only inferred decides nothing.
    """
    words = [credential_kinds()[id_].scheme_words[0] for id_ in surely_shaped_as(secret)]
    return bool(words) and "Basic" not in words


def surely_shaped_as(secret: str) -> tuple[str, ...]:
    """The kinds whose whole shape a text has, without shapes that are only inferred."""
    grades = {id_: credential_kinds()[id_].shape.evidence.grade for id_ in shaped_as(secret)}
    return tuple(id_ for id_, grade in grades.items() if grade != Grade.INFERRED)


def _has_shape(secret: str, pattern: str) -> bool:
    return re.fullmatch(pattern, secret) is not None


def _decoded(value: str) -> str:
    try:
        return b64decode(value, validate=True).decode("utf-8", "replace")
    except (Error, ValueError):
        return ""


def _kinds(secret: str, scheme: str) -> tuple[str, ...]:
    """The kinds whose prefix the text has; those that are sent with this scheme, if there are any."""
    named = [id_ for id_ in credential_kinds() if (prefix := _prefix(id_)) and secret.startswith(prefix)]
    usual = [id_ for id_ in named if scheme in schemes(id_)]
    if not named and scheme in {"JWT", "GenieKey"}:
        return tuple(id_ for id_ in credential_kinds() if scheme in schemes(id_))
    return tuple(usual or named)


def _prefix(id_: str) -> str:
    found = _PREFIX.match(credential_kinds()[id_].prefix)
    return found[0] if found and found[0] not in _NO_PREFIX and not found[0].startswith("as") else ""
