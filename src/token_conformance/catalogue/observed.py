"""The published observations of a call, as rows that agree with or contradict what is known of its credential."""

import json
import re
from collections.abc import Iterator

from token_conformance.catalogue.answer import Row
from token_conformance.catalogue.answer_credential import Asked, schemes
from token_conformance.catalogue.evidence import Observation, observations_of
from token_conformance.model.cell import UrlForm
from token_conformance.model.grade import Evidence
from token_conformance.model.path_tree import path_pattern

_CREDENTIAL = re.compile(r"(?P<kind>.+?)(?P<lacks>-missing-scope)?(?:-(?P<scheme>bearer|basic))?")
_SAYS_NOTHING = {429, *range(500, 600)}
_LONGEST = 100


def observed(method: str, path: str, form: UrlForm, asked: Asked, app: str) -> Iterator[Row]:
    """A row for each observation of a call with this credential.

    `path` is a path at the site, a template, or a whole URL. Those of a token without a scope are conditional.
    """
    for one in observations_of(method, form):
        if one.status not in _SAYS_NOTHING and _is_of(one, path) and (row := _row(one, asked, app)):
            yield row


def open_to_all(method: str, path: str, form: UrlForm) -> Iterator[Row]:
    """A row for each observation of a caller without a credential, who got what was asked for."""
    for one in observations_of(method, form):
        if one.credential == "none" and one.status < 400 and _is_of(one, path):  # noqa: PLR2004  # HTTP
            yield Row("works", _text(one), _evidence(one))


def _is_of(one: Observation, path: str) -> bool:
    target = one.request.partition(" ")[2]
    if target == path or "{" in path or target.count("/") != path.count("/"):
        return target == path
    return path_pattern(target).fullmatch(path) is not None


def _row(one: Observation, asked: Asked, app: str) -> Row | None:
    parts = _CREDENTIAL.fullmatch(one.credential)
    if parts is None or not _is_kind(parts["kind"], asked, app):
        return None
    if asked.scheme.lower() != (parts["scheme"] or schemes(asked.kind)[0].lower()):
        return None
    if parts["lacks"]:
        return Row("scope-mismatch", f"If a scope is missing: {_text(one)}", _evidence(one), is_conditional=True)
    return Row("works" if _works(one) else "refused", _text(one), _evidence(one))


def _is_kind(word: str, asked: Asked, app: str) -> bool:
    """Whether the word of an observation names this kind: `scoped` is a token made for the app of the call."""
    if word == "scoped":
        return asked.kind == f"scoped-{app}"
    return asked.kind == word or (word == "oauth" and asked.kind.startswith("oauth-"))


def _works(one: Observation) -> bool:
    return one.status < 400 and not _is_empty(one)  # noqa: PLR2004  # HTTP


def _is_empty(one: Observation) -> bool:
    """Whether the answer is a list without anything in it: it looks like success."""
    try:
        body = json.loads(one.body_shape or one.body or "null")
    except ValueError:
        return False
    lists = [body] if isinstance(body, list) else [part for part in dict(body or {}).values() if isinstance(part, list)]
    return bool(lists) and not any(lists)


def _text(one: Observation) -> str:
    said = one.body or one.body_contains or ""
    detail = "an empty list" if _is_empty(one) else said if len(said) < _LONGEST else ""
    return f"It was observed ({one.status}){f': {detail}' if detail else ''}".rstrip(".") + "."


def _evidence(one: Observation) -> Evidence:
    return Evidence(one.grade, one.date.isoformat() if one.date else "", one.source, "")
