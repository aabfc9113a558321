"""The answer as JSON for a program, whose schema is `scopes.schema.json`, and as Markdown for an issue or a page."""

import json
from collections.abc import Iterator
from typing import Any

from token_conformance.advice.documents import statements
from token_conformance.advice.least_scopes.answer import AppScopes, LeastScopes, Need
from token_conformance.advice.least_scopes.form_link import MOST_SCOPES
from token_conformance.advice.least_scopes.judged import Judged
from token_conformance.advice.least_scopes.words import (
    about_link,
    groups,
    headline,
    ignored,
    too_many,
    where,
    words,
)
from token_conformance.catalogue.answer import Basis
from token_conformance.report.markdown_text import escape, table

FORMAT = 1
"""The number of the JSON format; it is raised with every change that a reader could trip over."""


def document(answer: LeastScopes) -> str:
    """One JSON document with all that is known."""
    facts = {
        "format": FORMAT,
        "prefer": answer.prefer,
        "certain": answer.is_certain,
        "apps": [_app(app) for app in answer.apps],
        "calls": [_call(call, answer) for call in answer.calls],
        "ignored": dict(answer.ignored),
    }
    return json.dumps(facts, indent=2, ensure_ascii=False)


def markdown(answer: LeastScopes) -> str:
    """A table for each app and one for the calls to look at."""
    parts = [part for app in answer.apps for part in _of_app(app)] or [escape(words("none"))]
    rows = [
        [escape(words(fate).rstrip(":")), "<br>".join(f"`{call.name}`" for call in calls), escape(" ".join(said))]
        for fate, said, calls in groups(answer)
    ]
    parts += [table(("What", "Calls", "Why, and what to do"), rows)] if rows else []
    return "\n\n".join([*parts, *filter(None, [escape(ignored(answer))])])


def _of_app(app: AppScopes) -> Iterator[str]:
    yield f"**{escape(headline(app))}**"
    if app.needs:
        rows = [[f"`{need.scope}`", need.kind, "<br>".join(f"`{name}`" for name in need.opens)] for need in app.needs]
        yield table(("Scope", "Kind", "Opens"), rows)
    yield from filter(None, [escape(too_many(app))])
    for title, scopes in (("missing", app.had.missing), ("superfluous", app.had.superfluous)) if app.had else ():
        yield f"{escape(words(title))} {', '.join(f'`{scope}`' for scope in scopes) or '-'}"
    if app.needs:
        yield f"{escape(words('link'))} <{app.link.url}>"
        yield escape(about_link(app))
        yield escape(where(app))


def _app(app: AppScopes) -> dict[str, Any]:
    about = [Basis(one.text, one.evidence) for one in app.link.statements]
    had = {"missing": app.had.missing, "superfluous": app.had.superfluous} if app.had else None
    return {
        "app": app.app,
        "scopes": [_need(need) for need in app.needs],
        "most": {"scopes": MOST_SCOPES, "exceeded": app.are_too_many},
        "had": had,
        "link": {"url": app.link.url, "about": statements(about)} if app.needs else None,
    }


def _need(need: Need) -> dict[str, Any]:
    return {"scope": need.scope, "kind": need.kind, "opens": need.opens}


def _call(call: Judged, answer: LeastScopes) -> dict[str, Any]:
    needs = [need for app in answer.apps if app.app == call.app for need in app.needs]
    return {
        "call": call.name,
        "count": call.count,
        "fate": call.fate,
        "app": call.app or None,
        "scopes": [need.scope for need in needs if call.name in need.opens],
        "reason": call.reason or None,
        "instead": call.instead or None,
        "evidence": statements(call.bases),
    }
