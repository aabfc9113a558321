"""The call that a question is about: what is published of it for this kind of token, and what it answered when sent."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from token_conformance.advice.diagnosis.judgement import PERSONAL, Judgement
from token_conformance.advice.diagnosis.probe import Seen
from token_conformance.advice.diagnosis.seen_line import SeenLine, seen_line
from token_conformance.advice.diagnosis.sign import Sign, sign_of
from token_conformance.advice.explanation.explain import explain
from token_conformance.advice.explanation.explanation import Explanation
from token_conformance.advice.reply import Reply
from token_conformance.calls.call import Call, read_call
from token_conformance.calls.curl_line import is_curl, read_curl
from token_conformance.catalogue.answer import Says
from token_conformance.exchange.one_get import NoAnswer
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import GATEWAY_HOST

_PLACEHOLDER = re.compile(r"[{}<>$\[\]\s]|(?<![A-Za-z])(?:SITE|CLOUD_?ID)(?![a-z])")


@dataclass(frozen=True)
class Wanted:
    """The call of a question, with the path and query that are sent."""

    call: Call
    target: str

    @classmethod
    def read(cls, text: str) -> "Wanted":
        """Read a call as `can-i-use` does; raises UserError."""
        call = read_call(text)
        written = read_curl(text).url if is_curl(text) else text.strip().rpartition(" ")[2]
        query = written.partition("#")[0].partition("?")[2]
        return cls(call, f"{call.path}{'?' if query else ''}{query}")

    @property
    def not_sent(self) -> str:
        """The name of the sentence that says why the call cannot be sent; empty if it can."""
        if self.call.method != "GET":
            return "writes"
        return "placeholders" if _PLACEHOLDER.search(self.target) else ""


@dataclass(frozen=True)
class CallAnswer:
    """What is known of the call for this token, and what it answered.

    `published` has the answers of the catalogue. `sent` is None if the call was not sent, and `not_sent` names why.
    `works` is None if nobody knows. `explanation` is that of a refusal.
    """

    call: Call
    published: Reply
    works: bool | None
    sent: SeenLine | None = None
    is_let_in: bool = False
    not_sent: str = ""
    explanation: Explanation | None = None


def word_of(found: Judgement) -> str | None:
    """The word with which the catalogue is asked; None for the usual kinds, where the kind is not known."""
    kinds = set(found.kinds)
    if not kinds or (kinds & {"unscoped"} and len(kinds) > 1):
        return None
    return "scoped" if kinds <= set(PERSONAL) - {"unscoped"} else found.kinds[0]


@dataclass(frozen=True)
class _Answered:
    """An answer with the attributes that `explain` reads; its request names no credential."""

    status_code: int
    headers: Any
    text: str
    request: Any


@dataclass(frozen=True)
class _Request:
    method: str
    url: str
    headers: Any


def explained(one: Seen) -> Explanation | None:
    """The causes of a refusal, by `explain`; None without an answer."""
    if isinstance(one.reply, NoAnswer):
        return None
    headers = {"Authorization": f"{one.scheme} ***", "Accept": "application/json"} if one.scheme else {}
    request = _Request("GET", one.url, headers)
    return explain(_Answered(one.reply.status, one.reply.headers, one.reply.text, request))


def call_answer(wanted: Wanted, published: Reply, seen: Seen | None, not_sent: str, form: UrlForm) -> CallAnswer:
    """Put together what is published and what was seen, which counts more.

    `form` is the URL form at which the token works: what is published of the other one is no answer to the question.
    """
    if seen is None:
        return CallAnswer(wanted.call, published, _says(published, form), not_sent=not_sent)
    works = sign_of(seen) is Sign.OK and not _is_stranger(seen)
    explanation = None if works else explained(seen)
    return CallAnswer(
        wanted.call,
        published,
        works,
        seen_line(seen),
        is_let_in=_is_let_in(seen),
        explanation=explanation,
    )


def _says(published: Reply, form: UrlForm) -> bool | None:
    """What is published of a call for the token at a URL form; None if that is not known or not one answer."""
    items = [item for item in published.items if item.target is None or item.target.form in {form, None}]
    found = {item.answer.says for item in items or published.items}
    return {Says.YES: True, Says.NO: False}.get(next(iter(found))) if len(found) == 1 else None


def _is_stranger(seen: Seen) -> bool:
    """Whether a success is one that the site gives to everybody."""
    is_site = urlsplit(seen.url).hostname != GATEWAY_HOST
    return is_site and not isinstance(seen.reply, NoAnswer) and not seen.reply.names_caller


def _is_let_in(seen: Seen) -> bool:
    """Whether the answer names the account, so that a refusal is not about the token."""
    return not isinstance(seen.reply, NoAnswer) and seen.reply.names_caller
