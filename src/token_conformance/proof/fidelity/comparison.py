"""The comparison of an answer of the edge with an observation: status, stated headers and body."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from token_conformance.catalogue.evidence import Observation
from token_conformance.model.answer import Answer, start_of
from token_conformance.model.tenant import Tenant

Disagreements = Mapping[Observation, Sequence[str]]
"""The differences of each observation from the edge's answer."""

_PRESENT = "*"
_ABSENT = "-"
_ANYTHING = "..."
_LONGEST_SHOWN = 120


def disagreements(observation: Observation, answer: Answer, tenant: Tenant) -> list[str]:
    """The differences between the answer and the observation, one sentence each; empty if they agree."""
    status = [] if answer.status == observation.status else [f"status {answer.status}, observed {observation.status}"]
    return [*status, *_headers(observation, answer, tenant), *_body(observation, answer, tenant)]


def open_questions(compared: Disagreements) -> Mapping[str, Observation]:
    """The observations that differ but contradict one that agrees, by their ids: the one that agrees.

    Nobody knows which of the two is true, so a difference from one of them is no fault of the edge.
    """
    agreeing = {observation.id: observation for observation, differences in compared.items() if not differences}
    disputes = {observation.id: observation.contradicts for observation in compared if observation.contradicts}
    pairs = [*disputes.items(), *((other, id_) for id_, other in disputes.items())]
    return {id_: agreeing[other] for id_, other in pairs if other in agreeing and id_ not in agreeing}


def _headers(observation: Observation, answer: Answer, tenant: Tenant) -> Iterator[str]:
    for name, stated in observation.headers.items():
        value = answer.headers.get(name)
        if not _agrees(value, stated, tenant):
            yield f"header {name}: {value!r}, observed {stated!r}"


def _agrees(value: str | None, stated: str, tenant: Tenant) -> bool:
    if value is None or stated == _ABSENT:
        return value is None and stated == _ABSENT
    pattern = ".*" if stated == _PRESENT else ".*".join(map(re.escape, _named(stated, tenant).split(_ANYTHING)))
    return re.fullmatch(pattern, value) is not None


def _body(observation: Observation, answer: Answer, tenant: Tenant) -> Iterator[str]:
    text = answer.text
    shown = start_of(text, _LONGEST_SHOWN)
    if observation.body is not None and not _same(text, observation.body):
        yield f"body {shown!r}, observed {observation.body!r}"
    if observation.body_contains is not None and observation.body_contains not in text:
        yield f"body {shown!r}, observed one with {observation.body_contains!r}"
    if observation.body_shape is not None and not _has_shape(_json(text), json.loads(observation.body_shape)):
        yield f"body {shown!r}, observed one with the members of {observation.body_shape}"
    pattern = observation.body_matches
    if pattern is not None and not re.search(_named(pattern, tenant), text, re.DOTALL):
        yield f"body {shown!r}, observed: {observation.note}"


def _same(text: str, stated: str) -> bool:
    """Whether text or JSON is the same: people who published a body often changed its layout."""
    return text == stated or (_json(text) is not None and _json(text) == _json(stated))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _has_shape(value: Any, shape: Any) -> bool:
    """Whether a value has at least the members of a shape; UUID is any text of that form."""
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(_has_shape(value.get(key), member) for key, member in shape.items())
    if shape == "UUID":
        return isinstance(value, str) and re.fullmatch(r"[0-9a-f-]{36}", value) is not None
    return bool(value == shape)


def _named(text: str, tenant: Tenant) -> str:
    return text.replace("SITE", tenant.site).replace("CLOUD_ID", tenant.cloud_id)
