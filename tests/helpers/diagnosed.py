"""Single GETs to the edge in this process, with its faults, or without one of its products."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import urlsplit

from in_process_edge import TOKENS, Asking, answer_of, app_with
from token_conformance.edge.access.credentials import Presented
from token_conformance.edge.access.own_tokens import OwnToken
from token_conformance.edge.access.refusals import scope_mismatch
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.faults.fault import parse_fault, with_faults
from token_conformance.exchange.one_get import Failure, NoAnswer, Reply
from token_conformance.model.answer import Answer
from token_conformance.model.tenant import SEEDED

SITE = SEEDED.site
EMAIL = SEEDED.email
NO_PAGE = Answer("", 404, {"content-type": "text/html", "server": "AtlassianEdge"}, b"<!doctype html><p>not found</p>")
"""The stand-in for what a site answers below a product that it does not have; Atlassian's own answer is not known."""


@dataclass
class InProcess:
    """Sends single GETs to an edge in this process; `sent` has each URL and the value of `Authorization`.

    `without` names a product that the site does not have: its paths are not found at the site, and at the gateway every
    good token is refused for a scope, as is claimed. After `limit_after` requests, if it is set, each answer is a 429;
    after `interrupt_after`, somebody presses Ctrl-C.
    """

    faults: Iterable[str] = ()
    without: str = ""
    world: World = KNOWN
    own: Iterable[str] = ()
    replies: Mapping[str, Reply] = field(default_factory=dict)
    limit_after: int = 0
    interrupt_after: int = 0
    sent: list[tuple[str, str | None]] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start the edge."""
        parsed = [OwnToken.parse(text) for text in self.own]
        self._tokens = TOKENS | {one.value: one.token(EMAIL, SEEDED.account_id) for one in parsed}
        self._app = with_faults(app_with(self._tokens, self.world), map(parse_fault, self.faults), _Cut())

    def __call__(self, url: str, authorization: str | None, *, method: str = "GET") -> Reply:
        """Answer one request."""
        self.sent.append((url, authorization))
        self.methods.append(method)
        if self.interrupt_after and len(self.sent) > self.interrupt_after:
            raise KeyboardInterrupt
        if self.limit_after and len(self.sent) > self.limit_after:
            return Answer(url, 429, {}, b"")
        for part, reply in self.replies.items():
            if part in url:
                return reply
        if self.without and (answer := self._without(url, authorization)):
            return answer
        try:
            return asyncio.run(self._answer(method, url, authorization))
        except ConnectionResetError:
            return NoAnswer(url, Failure.CUT_OFF, "Connection reset by peer")

    def _without(self, url: str, authorization: str | None) -> Answer | None:
        path = urlsplit(url).path
        if path.startswith(f"/ex/{self.without}/"):
            is_known = Presented.read(authorization, self._tokens).token is not None
            refusal = scope_mismatch()
            return Answer(url, 401, dict(refusal.headers), bytes(refusal.body)) if is_known else None
        root = "/wiki/" if self.without == "confluence" else "/rest/"
        return NO_PAGE if path.startswith(root) else None

    async def _answer(self, method: str, url: str, authorization: str | None) -> Answer:
        named = {"accept": "application/json", "authorization": authorization}
        headers = tuple((name, value) for name, value in named.items() if value)
        asked = await answer_of(self._app, Asking(method, url, headers=headers))
        return Answer(url, asked.status, asked.headers, asked.text.encode())


def _cut(_: object = None) -> NoReturn:
    raise ConnectionResetError


class _Cut:
    """The connections of a fault: each one is cut off."""

    def close_connection(self, _: tuple[str, int]) -> None:
        """Cut it off."""
        _cut()

    def reset_connection(self, _: tuple[str, int]) -> None:
        """Cut it off."""
        _cut()
