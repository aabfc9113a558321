"""Which credentials a question is about: those that the user names, that a line sends, or the three usual ones."""

from collections.abc import Iterator, Mapping

from token_conformance.calls.target import FamilyTarget, Target
from token_conformance.calls.token_shape import Sent
from token_conformance.catalogue.answer_credential import Asked, schemes
from token_conformance.catalogue.answer_family import right_kind
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.errors import UserError, one_of

SCOPED = "scoped"
USUAL = ("unscoped", SCOPED, "service-account")
"""The credentials that are answered for if the user names none: the two types of token, and the third credential."""

_PERSONAL = "scoped-"


def tokens() -> Mapping[str, str]:
    """The words that `--token` takes: the ids of `credentials.toml`, and `scoped` for a token of the right app."""
    return {word: word for word in ("unscoped", SCOPED, *credential_kinds())}


def read_token(word: str) -> str:
    """The kind that a word names; raises UserError, which does not quote a word that can be a token."""
    known = tokens()
    if len(word) > max(map(len, known)) or not set(word) <= set("".join(known)):
        raise UserError(f"name the kind of the token and not the token itself: use one of {', '.join(known)}")
    return one_of("token type", known)(word)


def asked_for(target: Target, token: str | None, sent: Sent | None) -> Iterator[Asked]:
    """The credentials to answer for at a target."""
    for word in _words(token, sent):
        kind = _kind(word, target)
        for scheme in _schemes(kind, word, sent):
            yield Asked(word, kind, scheme)


def _words(token: str | None, sent: Sent | None) -> tuple[str, ...]:
    if token:
        return (token,)
    if sent and sent.kinds:
        words = (SCOPED if kind.startswith(_PERSONAL) else kind for kind in sent.kinds)
        return tuple(dict.fromkeys(words))
    return (*USUAL, "oauth-3lo") if sent and sent.scheme == "Bearer" else USUAL


def _kind(word: str, target: Target) -> str:
    """The kind of a word: `scoped` is a person's token with scopes, made for the app that the call belongs to."""
    if word != SCOPED:
        return word
    if isinstance(target, FamilyTarget):
        return right_kind(target.family, target.base)
    return f"scoped-{target.operation.app}"


def _schemes(kind: str, word: str, sent: Sent | None) -> tuple[str, ...]:
    """The scheme that a line sends; else every usual one of a service account, and the usual one of any other."""
    if sent:
        return (sent.scheme,)
    return schemes(kind) if word == USUAL[-1] else schemes(kind)[:1]
