"""A reply as text: the answer first, then a few lines for each different answer, no wider than a terminal."""

from collections.abc import Iterator
from functools import partial

from token_conformance.advice.paragraph import paragraph
from token_conformance.advice.reply import Reply
from token_conformance.advice.words import (
    WORDS,
    Group,
    family_of,
    grade_of,
    groups,
    headline,
    label,
    scopes_of,
    tenant_info_of,
    url_of_use,
)
from token_conformance.catalogue.answer import Basis, Says
from token_conformance.redaction.output import one_line

_wrapped = partial(paragraph, width=79)
_MOST_BASES = 4
_FEW_BASES = 2
"""The statements of an answer that are shown: of the only one, and of one of several."""

_MOST_NOTES = 3
_MOST_SCOPES = 6
_LONGEST_SOURCE = 120
_SUCCESSOR = ("GET /", "POST /", "PUT /", "PATCH /", "DELETE /")


def text(reply: Reply) -> str:
    """The lines of the answer; statements beyond the first few are only in the other formats."""
    return "\n".join(map(one_line, _lines(reply)))


def _lines(reply: Reply) -> Iterator[str]:
    yield from _wrapped(headline(reply), "", "  ")
    yield from _sent(reply)
    found = groups(reply)
    if len(reply.items) > 1:
        yield ""
        yield from _table(reply)
    for group in found:
        if len(reply.items) > 1:
            yield ""
            yield from _wrapped(f"{WORDS[group.answer.says]}: {group.label}", "", "  ")
        yield from _group(group, _MOST_BASES if len(found) == 1 else _FEW_BASES)
    if len(reply.items) > 1:
        yield ""
    yield from _after(reply)


def _sent(reply: Reply) -> Iterator[str]:
    """What the pasted line sends, of which only the scheme and the shape are read."""
    if sent := reply.call.sent:
        words = dict.fromkeys("scoped" if kind.startswith("scoped-") else kind for kind in sent.kinds)
        kinds = f"; by its shape it can be {' or '.join(words)}" if words else ""
        yield from _wrapped(f"Sent as {sent.scheme}{kinds}", "  ", "    ")


def _table(reply: Reply) -> Iterator[str]:
    for item in reply.items:
        yield f"  {WORDS[item.answer.says]:<8} {label(item)}"


def _group(group: Group, most: int) -> Iterator[str]:
    answer = group.answer
    yield from _wrapped(answer.reason, "  ")
    every = list(dict.fromkeys(answer.bases))
    for basis in every[:most]:
        said = "" if basis.rule or not basis.text or basis.text == answer.reason else f"{basis.text} "
        yield from _wrapped(f"{grade_of(basis)}: {said}[{_source(basis)}]", "  - ", "    ")
    if len(every) > most:
        yield f"  - {len(every) - most} more with --format json"


def _source(basis: Basis) -> str:
    """The source of a statement; of many sources, the first ones."""
    source = basis.evidence.source
    if len(source) <= _LONGEST_SOURCE:
        return source
    end = source.rfind(";", 0, _LONGEST_SOURCE)
    return f"{source[: end if end > 0 else source.rfind(' ', 0, _LONGEST_SOURCE)]} ..."


def _after(reply: Reply) -> Iterator[str]:
    """What holds for the whole reply: what to use, the cloud id, scopes, notes, and the end of unscoped tokens."""
    for instead, says in {item.answer.instead: item.answer.says for item in reply.items if item.answer.instead}.items():
        is_hint = says is Says.UNKNOWN and not reply.operation and instead.startswith(_SUCCESSOR)
        yield from _wrapped(f"{'Did you mean' if is_hint else 'Instead'}: {instead}", "", "  ")
    if reply.use and (shown := url_of_use(reply)):
        yield from _wrapped(f"Use {label(reply.use)}: {shown}", "", "  ")
    if "CLOUD_ID" in "".join(_shown_urls(reply)):
        yield from _wrapped(f"CLOUD_ID: GET {tenant_info_of(reply.call)} returns it, without a credential.", "", "  ")
    yield from _scopes(reply)
    for note in _notes(reply):
        yield from _wrapped(f"Note: {note.text} ({grade_of(note)}, {_source(note)})", "", "  ")
    for note in reply.deprecation:
        yield from _wrapped(f"Unscoped tokens: {note.text} ({grade_of(note)}, {_source(note)})", "", "  ")


def _shown_urls(reply: Reply) -> Iterator[str]:
    yield from (item.answer.instead for item in reply.items if "tenant_info" not in item.answer.instead)
    yield url_of_use(reply)


def _scopes(reply: Reply) -> Iterator[str]:
    """The scopes of the operation or of its family, if a credential with scopes is among those asked for."""
    if not any(item.asked and item.asked.has_scopes for item in reply.items) or _is_gone(reply):
        return
    family = family_of(reply)
    if reply.operation and (named := scopes_of(reply.operation)):
        yield from _wrapped(f"Scopes: all of {named}", "", "  ")
    elif family and family.scopes:
        more = len(family.scopes) - _MOST_SCOPES
        rest = f" and {more} more" if more > 0 else ""
        yield from _wrapped(f"Scopes of the family: {', '.join(family.scopes[:_MOST_SCOPES])}{rest}", "", "  ")
    if family and family.scope_note:
        yield from _wrapped(f"On scopes: {family.scope_note}", "", "  ")


def _is_gone(reply: Reply) -> bool:
    return not reply.use and all(item.answer.says is Says.NO for item in reply.items)


def _notes(reply: Reply) -> Iterator[Basis]:
    every = dict.fromkeys(note for item in reply.items for note in item.answer.notes)
    shown = [note for note in every if len(reply.items) == 1 or not note.text.startswith("If ")]
    yield from shown[:_MOST_NOTES]
