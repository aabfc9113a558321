"""From the end of a cell's test to its verdict and its result."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from factories import RECORDED
from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.errors import UserError
from token_conformance.exchange.client import RefusedError, UnrecordedRequestError
from token_conformance.model.answer import LOCAL_MODEL, Answer, NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.record import CellResult
from token_conformance.suite.conclude import (
    Conclusion,
    Ended,
    InconclusiveError,
    Judgement,
    conclude,
    judge,
    required,
    unjudged,
)

ENDPOINT = Endpoint(
    Product.JIRA_PLATFORM,
    "get-issue",
    "GET /rest/api/3/issue/{issueIdOrKey}",
    open_at=frozenset({UrlForm.SITE}),
)
HIDDEN = Deviation(
    endpoint=ENDPOINT.id,
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    outcome=Outcome.HIDDEN,
    grade=Grade.RECORDED,
    source="CLOUD-12617",
    date=dt.date(2025, 5, 15),
    effect="The issue seems not to exist.",
    file="deviations.toml",
    line=1,
)
OPEN = OpenCell(
    endpoint=ENDPOINT.id,
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    sides=(),
    effect="Nobody knows.",
    file="deviations.toml",
    line=1,
)
UNSCOPED_AT_SITE = Cell(ENDPOINT, Credential.UNSCOPED, UrlForm.SITE)
NONE_AT_GATEWAY = Cell(ENDPOINT, Credential.NONE, UrlForm.GATEWAY)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (Outcome.HIDDEN, Verdict.KNOWN),
        (Outcome.WORKS, Verdict.IMPROVED),
        (Outcome.RECOGNISED, Verdict.IMPROVED),
        (Outcome.UNAUTHENTICATED, Verdict.CHANGED),
        (Outcome.UNREACHABLE, Verdict.CHANGED),
    ],
)
def test_a_deviation_is_known_only_by_its_exact_outcome(outcome: Outcome, verdict: Verdict) -> None:
    """Another refusal than the declared one is a change, not the same failure."""
    judgement = judge(Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE), HIDDEN, outcome, "")
    assert (verdict, Outcome.HIDDEN) == (judgement.verdict, judgement.expected)


@pytest.mark.parametrize("outcome", Outcome)
def test_any_outcome_of_an_open_cell_is_open(outcome: Outcome) -> None:
    """It is shown with what is published, and neither passes nor fails."""
    judgement = judge(Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE), OPEN, outcome, "404 no")
    call = "GET /rest/api/3/issue/{issueIdOrKey}, scoped at site"
    message = f"{call}: got {outcome} (404 no); open: nothing is published: Nobody knows."
    assert Judgement(Verdict.OPEN, None, message) == judgement


def test_an_open_cell_without_a_detail_has_no_brackets() -> None:
    """As every other message."""
    judgement = judge(Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE), OPEN, Outcome.WORKS, "")
    assert "scoped at site: got works; open: nothing" in judgement.message


@pytest.mark.parametrize("outcome", Outcome)
def test_without_a_deviation_only_working_passes(outcome: Outcome) -> None:
    """The requirement of every cell of the matrix is that it works."""
    judgement = judge(Cell(ENDPOINT, Credential.UNSCOPED, UrlForm.SITE), None, outcome, "")
    assert (outcome is Outcome.WORKS) == (judgement.verdict is Verdict.PASSED)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_stranger_must_be_refused_and_a_fault_of_the_run_is_no_refusal(outcome: Outcome) -> None:
    """Neither a working answer nor an unreachable host proves that a stranger is kept out."""
    judgement = judge(Cell(ENDPOINT, Credential.NONE, UrlForm.GATEWAY), None, outcome, "")
    refused = {"empty", "hidden", "unauthenticated", "forbidden", "scope-mismatch", "gone", "stranger"}
    assert (outcome in refused) == (judgement.verdict is Verdict.PASSED)


CALL = Endpoint(Product.JIRA_PLATFORM, "get-issue", ENDPOINT.operation, api="jira-platform-v3")
OF_CATALOGUE = Cell(CALL, Credential.UNSCOPED, UrlForm.SITE)
EXPECTED = replace(HIDDEN, endpoint=CALL.id, credential=Credential.UNSCOPED, outcome=Outcome.RECOGNISED)


@pytest.mark.parametrize("outcome", Outcome)
def test_of_the_whole_catalogue_it_is_required_that_the_caller_is_known(outcome: Outcome) -> None:
    """What is not declared is required, and works is not what such a cell can show."""
    judgement = judge(OF_CATALOGUE, None, outcome, "")
    assert Outcome.RECOGNISED is judgement.expected is required(OF_CATALOGUE)
    assert (outcome is Outcome.RECOGNISED) == (judgement.verdict is Verdict.PASSED)
    assert Outcome.WORKS is required(UNSCOPED_AT_SITE)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (Outcome.RECOGNISED, Verdict.PASSED),
        (Outcome.STRANGER, Verdict.CHANGED),
        (Outcome.GONE, Verdict.CHANGED),
    ],
)
def test_a_cell_that_is_expected_to_know_the_caller_passes_then(outcome: Outcome, verdict: Verdict) -> None:
    """It carries what the expectation follows from, and is no known failure."""
    judgement = judge(OF_CATALOGUE, EXPECTED, outcome, "")
    assert (verdict, Outcome.RECOGNISED) == (judgement.verdict, judgement.expected)


def test_a_cell_whose_test_passes_has_the_outcome_that_is_required_of_it() -> None:
    """Of the whole catalogue it is `recognised`, with what its answer shows as the note."""
    answer = Answer("https://conformance-edge.atlassian.net/", 501, {}, b"")
    end = Ended(cell=OF_CATALOGUE, deviation=EXPECTED, calls=1, answer=answer, shows="named", recorded=RECORDED)
    ended = conclude(end, None)
    assert ended is not None
    assert (Outcome.RECOGNISED, Verdict.PASSED) == (ended.result.outcome, ended.result.verdict)
    assert ("named", "recognised") == (ended.result.note, (ended.result.deviation or {})["outcome"])
    refused = conclude(end, RefusedError(Outcome.STRANGER, "as a stranger"))
    assert refused is not None
    assert (Outcome.STRANGER, "named") == (refused.result.outcome, refused.result.note)


def test_a_cell_that_cannot_be_judged_is_inconclusive_and_says_why() -> None:
    """It has no outcome, although there was an exchange; only what the reason quotes of others is scrubbed."""
    end = Ended(
        cell=OF_CATALOGUE, calls=1, shown=lambda text: text.replace("secret", "<secret>").replace("its", "<text>")
    )
    ended = conclude(end, InconclusiveError("its control failed: ", "a secret"))
    assert ended is not None
    assert (Verdict.INCONCLUSIVE, None) == (ended.result.verdict, ended.result.outcome)
    assert "inconclusive: its control failed: a <secret>" == ended.message == ended.result.note


def test_an_open_endpoint_must_be_open() -> None:
    """A stale claim of openness fails."""
    cell = Cell(ENDPOINT, Credential.NONE, UrlForm.SITE)
    assert Verdict.PASSED is judge(cell, None, Outcome.WORKS, "").verdict
    assert Verdict.FAILED is judge(cell, None, Outcome.HIDDEN, "").verdict


def test_the_message_names_cell_expectation_and_what_came_back() -> None:
    """A failure can be understood without opening anything."""
    judgement = judge(Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE), HIDDEN, Outcome.FORBIDDEN, "403 no")
    assert (
        "changed: GET /rest/api/3/issue/{issueIdOrKey}, scoped at site: expected hidden, got forbidden (403 no)"
        == judgement.message
    )


@pytest.mark.parametrize(
    ("cell", "outcome", "detail", "expected", "message"),
    [
        (UNSCOPED_AT_SITE, Outcome.HIDDEN, "404 no", Outcome.WORKS, "expected works, got hidden (404 no)"),
        (UNSCOPED_AT_SITE, Outcome.WORKS, "", Outcome.WORKS, "expected works, got works"),
        (NONE_AT_GATEWAY, Outcome.WORKS, "200 {}", None, "expected a refusal, got works (200 {})"),
    ],
)
def test_every_message_says_what_was_expected_and_what_came(
    cell: Cell, outcome: Outcome, detail: str, expected: Outcome | None, message: str
) -> None:
    """It ends with a summary of the answer, if there is one."""
    judgement = judge(cell, None, outcome, detail)
    assert expected is judgement.expected
    assert f"{ENDPOINT.operation}, {cell.credential} at {cell.url_form}: {message}" == judgement.message


def test_a_known_deviation_gives_its_reason() -> None:
    """Its evidence is in the report of the run."""
    judgement = judge(Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE), HIDDEN, Outcome.HIDDEN, "404 no")
    assert HIDDEN.reason == judgement.message


ANSWER = Answer(
    "https://<site>.atlassian.net/rest/api/3/issue/1",
    200,
    {"server": "At\x07lassianEdge", "date": "today"},
    b'{"key": "SOFT-1"}',
)
CASSETTE = Path("cassettes/endpoints/jira-platform/get-issue/unscoped-site.json")
RECORD_AGAIN = "--record-mode=rewrite -k 'get_issue and unscoped-site'"
ENDED = Ended(cell=UNSCOPED_AT_SITE, calls=1, answer=ANSWER, cassette=CASSETTE, recorded=RECORDED)


def concluded(end: Ended, error: Exception | None = None) -> Conclusion:
    """The conclusion, which must exist."""
    conclusion = conclude(end, error)
    assert conclusion is not None
    return conclusion


def test_a_proof_that_holds_is_a_complete_result() -> None:
    """The result has the cell, verdict, diagnostic headers as text, answer and stamp of the exchange."""
    assert (
        CellResult(
            cell="jira-platform/get-issue/unscoped-site",
            product=Product.JIRA_PLATFORM,
            endpoint="jira-platform/get-issue",
            operation="GET /rest/api/3/issue/{issueIdOrKey}",
            credential=Credential.UNSCOPED,
            url_form=UrlForm.SITE,
            verdict=Verdict.PASSED,
            expected=Outcome.WORKS,
            outcome=Outcome.WORKS,
            status=200,
            url=ANSWER.url,
            headers={"server": "At\ufffdlassianEdge"},
            body='{"key": "SOFT-1"}',
            recorded=RECORDED,
        )
        == concluded(ENDED).result
    )


@pytest.mark.parametrize(
    ("error", "outcome", "note"),
    [
        (AssertionError("not\nthere"), Outcome.EMPTY, "AssertionError: NOT"),
        (KeyError("key"), Outcome.EMPTY, "KeyError: 'KEY'"),
        (IndexError("of 0"), Outcome.EMPTY, "IndexError: OF 0"),
        (NotJsonError("is HTML"), Outcome.UNEXPECTED, "NotJsonError: IS HTML"),
        (TypeError("no"), Outcome.UNEXPECTED, "TypeError: NO"),
        (AttributeError("no"), Outcome.UNEXPECTED, "AttributeError: NO"),
    ],
)
def test_what_a_proof_raises_is_an_outcome(error: Exception, outcome: Outcome, note: str) -> None:
    """The note is the answer and the shown part of the error's first line."""
    conclusion = concluded(replace(ENDED, shown=str.upper), error)
    note = f'200 {{"key": "SOFT-1"}}: {note}'
    assert (Verdict.FAILED, outcome, note) == (
        conclusion.result.verdict,
        conclusion.result.outcome,
        conclusion.result.note,
    )
    assert f"expected works, got {outcome} ({note})" in conclusion.message


@pytest.mark.parametrize("error", [AssertionError("no answer yet"), KeyError("a")])
def test_without_an_answer_such_an_error_is_of_the_test(error: Exception) -> None:
    """The cell is not concluded, and pytest shows the traceback of the test."""
    assert conclude(replace(ENDED, answer=None), error) is None


@pytest.mark.parametrize("error", [ValueError("of the test"), OSError("disk")])
def test_an_error_that_no_answer_can_cause_is_of_the_test(error: Exception) -> None:
    """The cell is not concluded, also after an answer."""
    assert conclude(ENDED, error) is None


def test_a_refusal_is_the_outcome_and_its_answer_the_note() -> None:
    """The answer is shortened to what a person needs to recognise it."""
    answer = replace(ANSWER, status=404, body=b"x" * 200)
    result = concluded(replace(ENDED, answer=answer), RefusedError(Outcome.HIDDEN, "404 secret")).result
    assert (Verdict.FAILED, Outcome.HIDDEN, f"404 {'x' * 120}…") == (result.verdict, result.outcome, result.note)


def test_what_the_local_model_does_not_know_is_said_in_its_words() -> None:
    """With what to do: nothing follows about the token."""
    sentence = f"The local model does not know what GET /{'x' * 120} answers."
    answer = replace(ANSWER, status=501, headers=LOCAL_MODEL, body=f"{sentence}\n".encode())
    remedy = "This says nothing about the token: test the endpoint on your own tenant, with --target live."
    result = concluded(replace(ENDED, answer=answer), RefusedError(Outcome.SERVER_ERROR, "501 secret")).result
    assert (Verdict.FAILED, Outcome.SERVER_ERROR, f"501 {sentence} {remedy}") == (
        result.verdict,
        result.outcome,
        result.note,
    )


def test_an_exchange_without_an_answer_has_only_its_error() -> None:
    """Only the shown part of the error is in the note; status, URL, headers and body are absent."""
    end = replace(ENDED, answer=None, shown=str.upper)
    result = concluded(end, RefusedError(Outcome.UNREACHABLE, "ConnectError: refused")).result
    assert (Outcome.UNREACHABLE, "CONNECTERROR: REFUSED") == (result.outcome, result.note)
    assert (None, None, {}, "") == (result.status, result.url, result.headers, result.body)


def test_a_deviation_is_part_of_the_result() -> None:
    """The line that explains a known deviation is its reason; the note describes the answer."""
    cell = Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE)
    end = replace(ENDED, cell=cell, deviation=HIDDEN, answer=replace(ANSWER, status=404, body=b"no"))
    conclusion = concluded(end, RefusedError(Outcome.HIDDEN, ""))
    assert (Verdict.KNOWN, HIDDEN.facts()) == (conclusion.result.verdict, conclusion.result.deviation)
    assert ("404 no", HIDDEN.reason) == (conclusion.result.note, conclusion.message)


def test_a_replay_that_differs_from_its_recording_says_so() -> None:
    """The same answer has another outcome when the requirement has changed."""
    difference = " (recorded as works: the requirement has changed, or needs data that cassettes do not contain)"
    changed = concluded(replace(ENDED, recorded_outcome=Outcome.WORKS), AssertionError("x")).result.note
    assert f'200 {{"key": "SOFT-1"}}: AssertionError: x{difference}' == changed
    assert "" == concluded(replace(ENDED, recorded_outcome=Outcome.WORKS)).result.note


@pytest.mark.parametrize(
    ("end", "error", "line"),
    [
        (
            replace(ENDED, calls=0, answer=None),
            None,
            "jira-platform/get-issue/unscoped-site: its test called send 0 times; a cell is exactly one exchange",
        ),
        (
            replace(ENDED, calls=2),
            AssertionError("x"),
            "jira-platform/get-issue/unscoped-site: its test called send 2 times; a cell is exactly one exchange",
        ),
        (replace(ENDED, calls=0, problem="x.json: not found"), None, "x.json: not found"),
        (ENDED, UserError("not sent"), "jira-platform/get-issue/unscoped-site: not sent"),
        (replace(ENDED, problem="x.json: cut short"), UnrecordedRequestError("GET /"), "x.json: cut short"),
        (
            ENDED,
            UnrecordedRequestError("GET /"),
            f"{CASSETTE}: does not hold this request (GET /, unscoped); record it again with {RECORD_AGAIN}",
        ),
    ],
)
def test_what_is_no_single_recorded_exchange_is_an_error(end: Ended, error: Exception | None, line: str) -> None:
    """It has no outcome, and one line says what is wrong."""
    conclusion = concluded(end, error)
    assert (Verdict.ERROR, None, None) == (
        conclusion.result.verdict,
        conclusion.result.expected,
        conclusion.result.outcome,
    )
    assert (line, line) == (conclusion.result.note, conclusion.message)


def test_only_a_cassette_can_hold_another_request() -> None:
    """Without a cassette the plugin is wrong."""
    with pytest.raises(AssertionError, match=r"^only a cassette holds requests(\n|$)"):
        conclude(replace(ENDED, cassette=None), UnrecordedRequestError("GET /"))


@pytest.mark.parametrize("verdict", [Verdict.INCONCLUSIVE, Verdict.NOT_OBSERVED, Verdict.ERROR])
def test_a_cell_without_an_outcome_has_a_reason(verdict: Verdict) -> None:
    """The reason is both the note and the line that explains the result."""
    conclusion = unjudged(Ended(cell=NONE_AT_GATEWAY), verdict, "because")
    assert (verdict, None, None, "because") == (
        conclusion.result.verdict,
        conclusion.result.expected,
        conclusion.result.outcome,
        conclusion.result.note,
    )
    assert "because" == conclusion.message


def test_an_inconclusive_cell_says_why_in_one_text() -> None:
    """With the detail, if there is one."""
    assert "why: detail" == str(InconclusiveError("why: ", "detail"))
    assert ("why", "") == (str(InconclusiveError("why")), InconclusiveError("why").detail)
