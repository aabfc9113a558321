"""A reply as JSON for a program, whose schema is `answer.schema.json`, and as Markdown for an issue or a page."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from token_conformance.advice.reply import Item, Reply
from token_conformance.advice.words import WORDS, family_of, grade_of, groups, headline, label, scopes_of, url_of_use
from token_conformance.calls.answers import url
from token_conformance.calls.call import Call
from token_conformance.calls.target import FamilyTarget
from token_conformance.catalogue.answer import Basis
from token_conformance.redaction.masking import masked
from token_conformance.report.markdown_text import escape, table

FORMAT = 1
"""The number of the JSON format; it is raised with every change that a reader could trip over."""

_TITLES = ("Answer", "Credential and place", "Why", "Evidence")


def document(reply: Reply) -> str:
    """One JSON document with all that is known."""
    call = reply.call
    facts = {
        "format": FORMAT,
        "answer": reply.says,
        "call": _call(call),
        "operation": reply.operation.name if reply.operation else None,
        "family": _family(reply),
        "answers": [_item(item) for item in reply.items],
        "use": _place(reply.use) if reply.use else None,
        "scopes": _scopes(reply),
        "deprecation": statements(reply.deprecation),
    }
    return json.dumps(facts, indent=2, ensure_ascii=False)


def markdown(reply: Reply) -> str:
    """A line and a table, with every statement and note."""
    lines = [
        [
            WORDS[group.answer.says],
            group.label,
            _why(group.answer.reason, group.answer.instead),
            _evidence(group.answer.bases),
        ]
        for group in groups(reply)
    ]
    notes = dict.fromkeys(note for item in reply.items for note in (*item.answer.notes, *reply.deprecation))
    parts = [
        f"**{escape(headline(reply))}**",
        table(_TITLES, [list(map(escape, line)) for line in lines]),
        *_after(reply),
    ]
    if notes:
        parts.append("\n".join(f"- {escape(_statement_text(note))}" for note in notes))
    return "\n\n".join(parts)


def _after(reply: Reply) -> Iterator[str]:
    if reply.use and (shown := url_of_use(reply)):
        yield escape(f"Use {label(reply.use)}: {shown}")
    if reply.operation and (named := scopes_of(reply.operation)):
        yield escape(f"Scopes: all of {named}")


def _why(reason: str, instead: str) -> str:
    return f"{reason} Instead: {instead}" if instead else reason


def _evidence(bases: Iterable[Basis]) -> str:
    return "; ".join(dict.fromkeys(f"{grade_of(basis)}, {basis.evidence.source}" for basis in bases))


def _statement_text(note: Basis) -> str:
    return f"{note.text} ({grade_of(note)}, {note.evidence.source})"


def _names(parameters: Iterable[str]) -> list[str]:
    return [masked(name) for name in parameters]


def _call(call: Call) -> dict[str, Any]:
    return {
        "method": call.method,
        "host": masked(call.host),
        "path": masked(call.path),
        "query": _names(call.parameters),
        "sent": {"scheme": call.sent.scheme, "kinds": call.sent.kinds} if call.sent else None,
    }


def _family(reply: Reply) -> dict[str, Any] | None:
    family = family_of(reply)
    if family is None:
        return None
    return {"id": family.id, "title": family.title, "scopes": family.scopes, "scope_note": family.scope_note}


def _item(item: Item) -> dict[str, Any]:
    answer = item.answer
    return {
        "answer": answer.says,
        **_place(item),
        "why": answer.reason,
        "evidence": statements(answer.bases),
        "notes": statements(answer.notes),
        "instead": answer.instead or None,
    }


def _place(item: Item) -> dict[str, Any]:
    """The credential and place of an item; each is null if the answer is the same for all."""
    asked, target = item.asked, item.target
    where = None
    if target:
        where = target.base.host if isinstance(target, FamilyTarget) else target.form
    return {
        "token": asked.token if asked else None,
        "kind": asked.kind if asked else None,
        "scheme": asked.scheme if asked else None,
        "url_form": where,
        "url": url(target) if target else None,
    }


def statements(bases: Iterable[Basis]) -> list[dict[str, str]]:
    """Statements with their evidence as members of a JSON document, each once."""
    return [
        {
            "text": basis.text,
            "grade": basis.evidence.grade,
            "date": basis.evidence.date,
            "source": basis.evidence.source,
            "rule": basis.rule,
        }
        for basis in dict.fromkeys(bases)
    ]


def _scopes(reply: Reply) -> dict[str, Any] | None:
    operation = reply.operation
    if operation is None:
        return None
    return {
        "known": operation.scopes_known,
        "classic": sorted(operation.classic),
        "granular": sorted(operation.granular),
    }
