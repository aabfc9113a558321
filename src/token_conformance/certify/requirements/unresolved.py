"""T7 to T9: what the user learns if a token does not resolve, which Atlassian reports in many ways or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.requirements.messages import (
    names_cause,
    speaks_of_authentication,
    unusual,
)
from token_conformance.certify.requirements.paging import LISTS_NOTHING
from token_conformance.certify.requirements.requirement import Observations, Requirement, failing, passing, unknown
from token_conformance.certify.requirements.result import Check, Level
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Action

_SCENARIOS = ("scoped-site", "invalid-site", "invalid-gateway")
_BROKEN = (
    "untrusted-certificate",
    "other-name-certificate",
    "redirect-to-plain-http",
    "redirect-to-foreign",
    "attachment-foreign",
    "attachment-at-site",
    "rate-limited",
    "rate-limited-for-ever",
    "create-fails",
    "create-times-out",
)
"""The other scenarios in which calls fail, and nothing else of Core compares what is reported with the tenant."""

_LISTS = frozenset(map(str, (Action.LIST_PROJECTS, Action.FIND_USER, Action.SEARCH, Action.LIST_SPACES)))
_HONESTY = "Report a success only after the answer that shows it, and show what that answer names."
_STATUS = (
    "What it says is right, and it ends as a success all the same: end with another exit status than 0 where a call"
    " failed (a tool of MCP: with `isError`), or name the words of a failure as `failure_text` in `[success]`."
)
Usual = Mapping[str, Sequence[str]]
"""The outputs of each action."""

_REFUSALS = (401, 403, 404)
_JUDGED = (401, 404)
"""The refusals that must be reported as a problem of authentication."""
_AMBIGUOUS = 403
"""A refusal that has other reasons, too."""


def _empty(observations: Observations) -> Iterator[Check]:
    for trace in _unresolved(observations):
        if trace.is_false_success and _status(trace) not in _REFUSALS:
            false = f"ended as a success, though nobody knew whose token it was{trace.last_call}"
            yield failing(trace, false, *trace.calls[-1:])
        elif trace.run.action in _LISTS and not trace.run.succeeded:
            yield unknown(trace) if trace.not_modelled else passing(trace)


def _honest(observations: Observations) -> Iterator[Check]:
    yield from _refused(observations)
    for trace in chain.from_iterable(traces(observations.get(scenario)) for scenario in _BROKEN):
        if trace.run.succeeded and not trace.is_complete:
            yield failing(trace, f"{trace.ending}{trace.last_call}", *trace.calls[-1:], remedy=_HONESTY)


def _refused(observations: Observations) -> Iterator[Check]:
    usual = _usual(observations)
    for trace in _unresolved(observations):
        if _status(trace) not in _REFUSALS or (trace.is_complete and trace.is_resolved):
            continue
        speaks = speaks_of_authentication(_message(trace, usual))
        if trace.run.succeeded:
            spite = f"ended as a success in spite of a refusal{trace.last_call}"
            yield failing(trace, spite, *trace.calls[-1:], remedy=_STATUS if speaks else "")
        elif not _is_judged(trace) or not trace.has_output:
            continue
        elif speaks:
            yield passing(trace)
        else:
            silence = f"did not speak of authentication when it failed{trace.quoted_output}{trace.last_call}"
            yield failing(trace, silence, *trace.calls[-1:])


def _messages(observations: Observations) -> Iterator[Check]:
    """A product that finds the gateway by itself fails at the site only with an invalid token."""
    usual = _usual(observations)
    at_site = (_failures(observations.get(scenario), usual) for scenario in ("scoped-site", "invalid-site"))
    for trace in next(filter(None, at_site), []):
        if names_cause(_message(trace, usual)):
            yield passing(trace)
        else:
            yield failing(trace, f"named no cause when it failed{trace.quoted_output}", *trace.calls[-1:])


def _failures(observation: Observation | None, usual: Usual) -> list[Trace]:
    failed = [trace for trace in traces(observation) if not trace.run.succeeded and trace.calls]
    return [trace for trace in failed if speaks_of_authentication(_message(trace, usual))]


def _usual(observations: Observations) -> Usual:
    """What each action puts out when it succeeds."""
    usual: dict[str, list[str]] = {}
    for trace in chain.from_iterable(map(traces, observations.values())):
        if trace.is_complete:
            usual.setdefault(trace.run.action, []).append(trace.said)
    return usual


def _message(trace: Trace, usual: Usual) -> str:
    """The output of a failure without the lines that the same action also puts out when it succeeds."""
    return unusual(trace.said, usual.get(trace.run.action, ()))


def _unresolved(observations: Observations) -> Iterator[Trace]:
    return chain.from_iterable(traces(observations.get(scenario)) for scenario in _SCENARIOS)


def _is_judged(trace: Trace) -> bool:
    """Whether each refusal must be reported so: of calls that are sent at once, any can come last, or be reported."""
    return _status(trace) in _JUDGED and all(call.status != _AMBIGUOUS for call in trace.calls)


def _status(trace: Trace) -> int | None:
    """The status of the last call, which decided the run."""
    return trace.calls[-1].status if trace.calls else None


T7 = Requirement(
    id="T7",
    name="an empty 200 is no success",
    level=Level.CORE,
    title="An empty 200 to an unresolved token is not reported as a success.",
    scenarios=_SCENARIOS,
    checks=_empty,
    passed="No list was reported as a success with a token that was not resolved.",
    remedy="Before an empty answer is taken for a result, ask `myself`: it is refused where the token is not resolved."
    " An answer with `x-seraph-loginreason: AUTHENTICATED_FAILED` was not resolved either.",
    unobserved="No list was asked for with a token that was not resolved.",
    actions=_LISTS,
    lacking=LISTS_NOTHING,
)

T8 = Requirement(
    id="T8",
    name="a refusal is reported",
    level=Level.CORE,
    title="No failure is reported as a success, and 401 and 404 to an unresolved token are reported as a problem of"
    " authentication.",
    scenarios=(*_SCENARIOS, *_BROKEN),
    checks=_honest,
    passed="No failure was reported as a success, and users were told of authentication wherever a token was refused.",
    remedy="Say that the token was not accepted: a 404 is also what a caller gets who is not known.",
    unobserved="No call was answered 401 or 404.",
)

T9 = Requirement(
    id="T9",
    name="its cause is named",
    level=Level.PLUS,
    title="That message names scoped tokens, the gateway or the cloud id.",
    scenarios=("scoped-site", "invalid-site"),
    checks=_messages,
    passed="Messages named what a scoped token needs.",
    remedy="Say that it may be a scoped token, which needs the gateway, https://api.atlassian.com/ex/PRODUCT/CLOUD_ID.",
    unobserved="No message spoke of authentication.",
    after="T8",
    reads=("scoped-site",),
)
