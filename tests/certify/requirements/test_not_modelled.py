"""What rests on an answer that the local model does not know (501) is not observed: nobody is blamed for it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

import by_hand
from for_each import for_each
from token_conformance.certify.observation.observation import Ended, Observation
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Result
from token_conformance.certify.requirements.unserved import unserved
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.edge.server import untunnelled

Vary = Callable[..., dict[str, Observation]]
MakeRun = Callable[..., object]

UNKNOWN = "GET JIRA/rest/api/3/issue/SOFT-1/worklog/1/properties 501 unknown"
TEMPLATE = "GET /rest/api/3/issue/{issueIdOrKey}/worklog/{worklogId}/properties"
POST = "POST JIRA/rest/api/3/issue 501 unknown"
ISSUE = "GET JIRA/rest/api/3/issue/SOFT-1"

ENDINGS = {
    "an error": {"fails": True, "says": "501 Not Implemented"},
    "a success without a word": {"says": "[]"},
    "nothing at all": {"fails": True, "says": ""},
    "a time-out": {"fails": True, "says": "", "ended": Ended.TIMED_OUT},
}
CALLS = {"one": [UNKNOWN], "many": [UNKNOWN] * 30, "writes": [POST] * 3, "after a refusal": [f"{ISSUE} 401", UNKNOWN]}


@pytest.mark.slow
@for_each("scenario", [id_ for id_ in SCENARIOS if not id_.endswith("-certificate")])
@for_each("calls", CALLS.values())
@for_each("ending", ENDINGS.values())
def test_nobody_is_blamed(
    make_run: MakeRun, vary: Vary, scenario: str, calls: list[str], ending: dict[str, object]
) -> None:
    """Whatever the product makes of the answer, no requirement fails or warns."""
    correct = by_hand.correct()
    for run in correct[scenario].runs:
        correct = vary(correct, scenario, make_run(run.action, *calls, **ending))
    blamed = [found.sentence for found in judge(correct).findings if found.result in {Result.FAIL, Result.WARN}]
    assert [] == blamed


def test_the_reason_names_the_operation(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """By its template, as the list of operations does; one run is enough, since the others do not show that action."""
    observations = vary(correct, "unscoped-site", make_run("search", UNKNOWN, fails=True, says="501"))
    finding = judge(observations).finding("T1")
    said = f"`search` was not judged: the model does not serve {TEMPLATE}."
    assert (Result.NOT_OBSERVED, said) == (finding.result, finding.sentence)
    assert (f"{TEMPLATE}",) == unserved(observations)
    assert judge(observations).level is None


def test_http2_is_named_as_such(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """The first bytes of its connection look like a method, which tells a reader nothing."""
    observations = vary(correct, "unscoped-site", make_run("search", UNKNOWN, fails=True, says="Protocol error"))
    seen = observations["unscoped-site"]
    sentence = "The local model does not speak HTTP/2."
    requests = [
        replace(one, method="PRI", path="/", not_modelled=sentence) if one.not_modelled else one
        for one in seen.requests
    ]
    observations |= {"unscoped-site": replace(seen, requests=tuple(requests))}
    said = "`search` was not judged: the model does not speak HTTP/2, and the product speaks nothing else."
    finding = judge(observations).finding("T1")
    assert (Result.NOT_OBSERVED, said) == (finding.result, finding.sentence)


def without_a_tunnel(observation: Observation) -> Observation:
    """The observation with each of its requests sent to the proxy itself."""
    requests = [replace(one, status=501, not_modelled=untunnelled.SENTENCE) for one in observation.requests]
    return replace(observation, requests=tuple(requests))


def test_a_request_without_a_tunnel_is_named_as_such(correct: dict[str, Observation]) -> None:
    """An action that sends such requests shows nothing in this way, and no operation is unserved."""
    seen = without_a_tunnel(correct["unscoped-site"])
    seen = replace(seen, runs=tuple(replace(run, succeeded=False) for run in seen.runs))
    observations = correct | {"unscoped-site": seen}
    finding = judge(observations).finding("T1")
    assert Result.NOT_OBSERVED is finding.result
    assert "without a tunnel of its proxy (CONNECT); run the product with --jail." in finding.sentence
    assert () == unserved(observations)


def test_a_product_without_any_tunnel_is_not_judged(correct: dict[str, Observation]) -> None:
    """Its certificates would seem to be trusted, and its calls to fail."""
    observations = {name: without_a_tunnel(observation) for name, observation in correct.items()}
    results = {finding.result for finding in judge(observations).findings}
    assert {Result.NOT_OBSERVED} == results
    assert "through no tunnel (CONNECT), as axios before version 1" in judge(observations).finding("T5").sentence


def test_a_certificate_is_not_trusted_by_a_request_without_a_tunnel(correct: dict[str, Observation]) -> None:
    """No TLS was spoken."""
    wrong = "untrusted-certificate"
    sent = correct["scoped-gateway"].requests[:1]
    seen = without_a_tunnel(replace(correct[wrong], requests=sent, untrusted=0))
    assert Result.FAIL is not judge(correct | {wrong: seen}).finding("T5").result


def test_an_operation_that_is_served_is_not_called_unserved(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary
) -> None:
    """Of one answer of it alone nothing is known: the model's words have the reason."""
    observations = vary(correct, "unscoped-site", make_run("search", UNKNOWN, fails=True, says="501"))
    seen = observations["unscoped-site"]
    reason = "The local model does not know what GET /x answers: with username it is gone since 2019 (documented)."
    requests = [replace(one, not_modelled=one.not_modelled and reason) for one in seen.requests]
    observations |= {"unscoped-site": replace(seen, requests=tuple(requests))}
    said = f"`search` was not judged: the model does not know what {TEMPLATE} answers to this call."
    finding = judge(observations).finding("T1")
    assert (Result.NOT_OBSERVED, said) == (finding.result, finding.sentence)


@pytest.mark.parametrize(
    ("requirement", "calls", "says"),
    [
        ("T4", [f"{UNKNOWN} url"], "501"),
        ("T6", [UNKNOWN, "GET FOREIGN/x 404"], "501"),
        ("L1", [UNKNOWN], "501 for <token>"),
        ("T2", [UNKNOWN, "GET SITE/rest/api/3/issue/SOFT-1 404"], "501"),
    ],
)
def test_what_it_sent_or_showed_is_still_judged(  # noqa: PLR0917  # fixtures and a case
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary, requirement: str, calls: list[str], says: str
) -> None:
    """A token in a wrong place is wrong whatever was answered."""
    observations = vary(correct, "scoped-gateway", make_run("get-issue", *calls, fails=True, says=says))
    assert Result.FAIL is judge(observations).finding(requirement).result


def test_a_501_of_somebody_else_is_an_error(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """Only the model's own answer says that it does not know."""
    observations = vary(correct, "unscoped-site", make_run("get-issue", f"{ISSUE} 501", fails=True, says="501"))
    assert Result.FAIL is judge(observations).finding("T1").result
    assert () == unserved(observations)


def test_what_another_run_shows_is_observed(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """A requirement that one action can show needs no other."""
    observations = vary(correct, "lacking-gateway", make_run("get-page", UNKNOWN, fails=True, says="501"))
    assert Result.PASS is judge(observations).finding("T10").result
