"""`diagnose --scopes`: what the token can do, found after a diagnosis, with as many requests as are said before."""

import datetime as dt
import sys
from argparse import Namespace
from collections.abc import Mapping

from token_conformance.advice.diagnosis.diagnosis import Diagnosis
from token_conformance.advice.diagnosis.document import document
from token_conformance.advice.diagnosis.shape import authorization, shape_of
from token_conformance.advice.diagnosis.text import text
from token_conformance.advice.reach.answer import NotSearched, ReachAnswer
from token_conformance.advice.reach.called import AskedCall, call_reach
from token_conformance.advice.reach.search import find_everywhere, most_requests
from token_conformance.advice.reach.sender import Sender
from token_conformance.advice.reach.text import text as reach_text
from token_conformance.catalogue.answer import Says
from token_conformance.errors import UserError
from token_conformance.exchange import one_get
from token_conformance.live import network
from token_conformance.live.ask_secret import Login
from token_conformance.model.url import APPS
from token_conformance.redaction.output import agreed, complain, publish

_UNSCOPED = ["unscoped"]
_GOOD, _BAD, _UNKNOWN = 0, 1, 3


def is_asked(arguments: Namespace) -> bool:
    """Whether the search is a part of the question."""
    return bool(arguments.scopes or arguments.probe_writes)


def check(arguments: Namespace) -> None:
    """Raise UserError for options that do not go together, before anything is asked for or sent."""
    if arguments.yes and not arguments.probe_writes:
        raise UserError("--yes: is said to --probe-writes, which is missing; add it, or leave out --yes")
    if len(arguments.calls) > 1 and not is_asked(arguments):
        raise UserError("--for: is given several times; ask about one call at a time, or add --scopes")
    can_ask = not arguments.token_stdin and sys.stdin is not None and sys.stdin.isatty()
    if arguments.probe_writes and not arguments.yes and not can_ask:
        raise UserError("--probe-writes: asks before it sends, and there is no terminal to ask at; add --yes")
    for call in arguments.calls:
        AskedCall.read(call)


def run(arguments: Namespace, diagnosis: Diagnosis, login: Login, variables: Mapping[str, str], status: int) -> int:
    """Search after a diagnosis, whose exit status is `status`, and print both; returns the exit status of both.

    As text, the diagnosis is printed before anything more is sent, so that it is not lost.
    """
    if arguments.format == "json":
        reach = _reach_answer(arguments, diagnosis, login, variables)
        publish(document(diagnosis, reach))
    else:
        publish(text(diagnosis, goes_on=True))
        reach = _reach_answer(arguments, diagnosis, login, variables)
        publish(reach_text(reach))
    return _status(status, diagnosis, reach)


def _reach_answer(
    arguments: Namespace, diagnosis: Diagnosis, login: Login, variables: Mapping[str, str]
) -> ReachAnswer:
    """Search, if the token is good and can have scopes; what is sent is said before."""
    if reason := _not_searched(diagnosis):
        return ReachAnswer(not_searched=reason)
    writes, today = arguments.probe_writes, dt.datetime.now(dt.UTC).date()
    _announce(sum(most_requests(app, writes=writes, today=today) for app in APPS), arguments.rate, writes=writes)
    if writes and not agreed("Send them?", is_agreed=arguments.yes):
        return ReachAnswer(not_searched=NotSearched.DECLINED)
    with one_get.OneGet(network.proxy(variables), network.ca_file(variables)) as send:
        ask = Sender(send, authorization(login, shape_of(login)), arguments.rate)
        found = find_everywhere(diagnosis.concluded.cloud_id, ask, writes=writes, today=today)
    return ReachAnswer(found, tuple(call_reach(AskedCall.read(call), found) for call in arguments.calls))


def _status(status: int, diagnosis: Diagnosis, reach: ReachAnswer) -> int:
    """The exit status of a diagnosis with what the token can do, which can decide what the diagnosis cannot.

    A call that was sent has its own answer. Of others: 0 if the token can call all, 1 if it cannot call one, else 3.
    """
    if status == _BAD:
        return status
    if not reach.is_complete:
        return _UNKNOWN
    if reach.calls and not (diagnosis.call and diagnosis.call.sent):
        answers = {one.says for one in reach.calls}
        return _BAD if Says.NO in answers else _UNKNOWN if Says.UNKNOWN in answers else _GOOD
    return _GOOD if any(one.knowledge.met for one in reach.found) and not reach.calls else status


def _not_searched(diagnosis: Diagnosis) -> NotSearched | None:
    found = diagnosis.concluded
    if not found.is_good:
        return NotSearched.NOT_GOOD
    if [kind.id for kind in found.kinds] == _UNSCOPED:
        return NotSearched.UNSCOPED
    return None if found.cloud_id else NotSearched.NO_CLOUD_ID


def _announce(most: int, rate: int, *, writes: bool) -> None:
    """Say how much is sent, on standard error: standard output may be a file for a program."""
    sent = "GET, PUT, POST and DELETE without a body, each write for an id that no thing has" if writes else "GET only"
    complain(
        f"token-conformance diagnose: at most {most} requests more to api.atlassian.com, usually about half of that"
        f" ({sent}); at {rate} a second they take at most {-(-most // rate)} seconds"
    )
