"""The rule of an answer: the last one that was noted for its request, and for that request alone."""

import asyncio
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from token_conformance.catalogue.rules import rules
from token_conformance.edge import ruled
from token_conformance.edge.ruled import RuledResponse, by_rule, note_rule, rule_of


def test_the_last_rule_counts() -> None:
    """A product's refusal comes after the rule by which the caller was let in."""
    scope: Scope = {"type": "http"}
    assert "" == rule_of(scope)
    note_rule(scope, "S1")
    assert "S1" == rule_of({**scope, "path": "/other"})
    note_rule({**scope, "path": "/other"}, "R1")
    assert "R1" == rule_of(scope)


@pytest.mark.parametrize(("answer", "rule"), [(RuledResponse("S3", "x", 401, {}), "S3"), (None, "G1")])
def test_a_response_notes_its_rule(answer: RuledResponse | None, rule: str) -> None:
    """When it is sent, so that a response that is not sent says nothing."""
    scope: Scope = {"type": "http", "state": {}}
    sent: list[Any] = []

    async def silent(scope: Scope, receive: Receive, send: Send) -> None:
        pass

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(by_rule("G1", answer or silent)(scope, None, send))  # type: ignore[arg-type]  # nothing is received
    assert rule == rule_of(scope)


def test_other_words_are_no_ids() -> None:
    """A reader of the log can tell them apart."""
    words = {ruled.NOT_MODELLED, ruled.FOREIGN_HOST, ruled.FAULT, ruled.BOUND, ruled.REQUESTED}
    assert 5 == len(words)
    assert not words & set(rules())
