"""The answer as lines for a person: the scopes first, then the link, the reasons, and what no scope opens."""

from collections.abc import Iterator, Sequence
from functools import partial

from token_conformance.advice.least_scopes.answer import AppScopes, LeastScopes, Need
from token_conformance.advice.least_scopes.words import (
    about_link,
    groups,
    headline,
    ignored,
    too_many,
    where,
    words,
)
from token_conformance.advice.paragraph import paragraph
from token_conformance.redaction.output import one_line

_wrapped = partial(paragraph, width=79)
_MOST = 8
"""The calls that are shown of a scope or of a group."""


def text(answer: LeastScopes) -> str:
    """The answer in at most 79 columns; only the link is longer."""
    return "\n".join(map(one_line, _lines(answer)))


def _lines(answer: LeastScopes) -> Iterator[str]:
    if len([app for app in answer.apps if app.needs]) > 1:
        yield from (*_wrapped(words("two-tokens")), "")
    if not answer.apps:
        yield from _wrapped(words("none"))
    for number, app in enumerate(answer.apps):
        yield from [""] if number else []
        yield from _of_app(app)
    yield from _of_groups(answer)
    if said := ignored(answer):
        yield from ("", *_wrapped(said))


def _of_app(app: AppScopes) -> Iterator[str]:
    yield from _wrapped(headline(app))
    yield from ("", *(f"  {scope}" for scope in app.scopes)) if app.needs else ()
    if said := too_many(app):
        yield from ("", *_wrapped(said))
    yield from _had(app)
    if app.needs:
        yield from ("", *_wrapped(words("link")), app.link.url, *_wrapped(about_link(app)), "", words("why"))
        yield from _reasons(app)
        yield from ("", *_wrapped(where(app)))


def _reasons(app: AppScopes) -> Iterator[str]:
    """The scopes that open the same calls, with these calls once."""
    together: dict[tuple[str, ...], list[Need]] = {}
    for need in app.needs:
        together.setdefault(need.opens, []).append(need)
    for opens, needs in together.items():
        yield from (f"  {need.scope} ({need.kind})" for need in needs)
        yield from _names(opens, "    ")


def _had(app: AppScopes) -> Iterator[str]:
    """What the token lacks, and what it has without need, if its scopes are known."""
    if app.had is None:
        return
    if not app.had.missing:
        yield from ("", words("missing-none"))
    for title, scopes in (("missing", app.had.missing), ("superfluous", app.had.superfluous)):
        if scopes:
            yield from ("", words(title), *(f"  {scope}" for scope in scopes))


def _of_groups(answer: LeastScopes) -> Iterator[str]:
    before = None
    for fate, said, calls in groups(answer):
        if fate is not before:
            yield from ("", words(fate))
        before = fate
        yield from _names([call.name for call in calls], "  ")
        for sentence in filter(None, said):
            yield from _wrapped(sentence, "    ")


def _names(names: Sequence[str], indent: str) -> Iterator[str]:
    yield from (f"{indent}{name}" for name in names[:_MOST])
    if len(names) > _MOST:
        yield f"{indent}{words('more', count=len(names) - _MOST)}"
