"""A call that names nothing: what is wrong with it, and which operations could be meant, in one line."""

import re
from collections.abc import Iterator, Sequence

from token_conformance.calls.call import Call
from token_conformance.calls.target import FamilyTarget
from token_conformance.catalogue.answer import Answer
from token_conformance.catalogue.answer_credential import METHODS
from token_conformance.catalogue.known import every_operation, find_operation
from token_conformance.errors import UserError
from token_conformance.redaction.masking import masked

_UNVERSIONED = re.compile(r"/rest/(?P<api>api|agile)/(?!\d|latest/)")
_VERSIONS = {"api": ("3", "2"), "agile": ("1.0",)}
_LITERAL = re.compile(r"[A-Za-z][\w-]+")
_ROOTS = {"rest", "api", "wiki", "agile", "latest"}
_MOST = 3


def refusal(call: Call, found: Answer) -> UserError:
    """The error for a call whose URL is wrong, or that nobody publishes."""
    meant = [f'"{one}"' for one in dict.fromkeys(_meant(call, found))]
    if meant:
        return UserError(f"{_said(call, found)}; did you mean {' or '.join(meant[:_MOST])}?")
    remedy = f"write {found.instead}" if found.instead else listing(_known_word(call))
    return UserError(f"{_said(call, found)}; {remedy}")


def at_no_url_form(call: Call, targets: Sequence[FamilyTarget]) -> UserError:
    """The error for a host that is neither a site nor the gateway."""
    title = targets[0].family.title if targets else "this host"
    return UserError(
        f"{call.name}: {title} is neither at a site nor at the gateway, so it has no row in this table;"
        " ask `token-conformance can-i-use` about it"
    )


def listing(word: str) -> str:
    """How to look for operations that have a word, or for all of them if it is empty; it continues a remedy."""
    return f"`token-conformance table --list{f' {word}' if word else ''}` shows what can be named"


def _said(call: Call, found: Answer) -> str:
    reason = found.reason.rstrip(".")
    return reason if call.name in reason else f"{call.name}: {reason}"


def _meant(call: Call, found: Answer) -> Iterator[str]:
    """Operations that the call could mean: at its true host, of another method, with a version, or spelt so."""
    methods = [method for method in METHODS if find_operation(method, call.path)]
    yield from (f"{method} {masked(call.path)}" for method in ([call.method] if call.method in methods else methods))
    unversioned = _UNVERSIONED.match(call.path)
    for version in _VERSIONS[unversioned["api"]] if unversioned else ():
        path = _UNVERSIONED.sub(rf"/rest/\g<api>/{version}/", call.path, count=1)
        if one := find_operation(call.method, path):
            yield one.name
            break
    method, _, path = found.instead.partition(" ")
    if method in METHODS:
        one = find_operation(method, path)
        yield one.name if one else found.instead


def _known_word(call: Call) -> str:
    """The last word of the path that an operation has; empty if none has one."""
    known = {part for name in every_operation() for part in name.split("/")} - _ROOTS
    return next((part for part in reversed(call.path.split("/")) if _LITERAL.fullmatch(part) and part in known), "")
