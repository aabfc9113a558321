"""What is said of findings: a cause once, nothing that contradicts another line, and where each leads."""

import functools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

import by_hand
from for_each import for_each
from requirement_cases import CASES
from token_conformance.certify.details import Where, details, names, seen
from token_conformance.certify.grouping import Cause, causes, ways
from token_conformance.certify.observation.observation import Ended, Observation
from token_conformance.certify.remedies import with_library
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import Judgement, judge
from token_conformance.certify.requirements.result import Check, Finding, Result
from token_conformance.certify.terminal import findings_lines

Vary = Callable[..., dict[str, Observation]]
MakeRun = Callable[..., Any]

WHERE = Where("token-conformance certify run --subject mine.toml", "certification/mine/observations/", "requests")
_ID = re.compile(r"\b[TDPRL]\d{1,2}\b")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z`])")
_REFERS = "Because of it, not observed: "
LONGEST = 160


def every_case() -> Iterator[dict[str, Observation]]:
    """The observations of each variant, alone and mixed at random with others, and some with scenarios left out."""
    generator = random.Random(14)  # noqa: S311  # the same cases in every run
    for number in range(len(CASES) + 25):
        observations = by_hand.correct()
        for _, scenario, words, members in [CASES[number]] if number < len(CASES) else generator.sample(CASES, 5):
            run = by_hand.run_with_requests(*words, **members)
            observations = by_hand.with_run(observations, scenario, run)
        for scenario in generator.sample(sorted(observations), 4 if number >= len(CASES) else 0):
            observations[scenario] = replace(observations[scenario], runs=(), requests=())
        yield observations


@functools.cache
def judgements() -> list[Judgement]:
    """What is judged in each case."""
    return [judge(observations) for observations in every_case()]


@for_each("judgement", judgements)
def test_no_sentence_speaks_of_another_requirement(judgement: Judgement) -> None:
    """A sentence says what was seen; that one result is the reason of another is said by the cause alone."""
    for finding in judgement.findings:
        others = set(_ID.findall(_without_quotes(finding.sentence))) & set(REQUIREMENTS)
        assert set() == others


def _without_quotes(sentence: str) -> str:
    return re.sub(r"“[^”]*”", "", sentence)


@for_each("judgement", judgements)
def test_only_what_is_not_met_is_a_reason(judgement: Judgement) -> None:
    """A requirement that passed is not the reason why another one was not observed."""
    results = {finding.requirement: finding.result for finding in judgement.findings}
    for cause in causes(judgement):
        assert Result.PASS is not cause.first.result
        assert {cause.first.result} == {results[finding.requirement] for finding in cause.findings}
        assert {Result.NOT_OBSERVED} >= {results[finding.requirement] for finding in cause.waiting}


@for_each("judgement", judgements)
def test_every_finding_is_said_once(judgement: Judgement) -> None:
    """Each that is not a pass and not excused belongs to exactly one cause."""
    said = [finding.requirement for cause in causes(judgement) for finding in (*cause.findings, *cause.waiting)]
    open_ = [
        finding.requirement
        for finding in judgement.findings
        if finding.result is not Result.PASS and finding.requirement not in judgement.excused
    ]
    assert sorted(open_) == sorted(said)


@for_each("judgement", judgements)
def test_lines_fit_and_every_code_has_its_words(judgement: Judgement) -> None:
    """A line is at most as wide as a terminal unless one word is, a sentence is short, and a code is named."""
    lines = list(findings_lines(judgement, WHERE))
    long = [line for line in lines if len(line) > 80 and len(line.split()) > 2]
    assert [] == long
    text = " ".join(" ".join(lines).split())
    for id_, requirement in REQUIREMENTS.items():
        assert f"{id_} {requirement.name}" in text or f"{id_} ({requirement.level}) {requirement.name}" in text
    for finding in judgement.findings:
        assert LONGEST >= max(map(len, _SENTENCES.split(finding.sentence)))


def test_reasons_have_no_circle() -> None:
    """Of two requirements that wait for each other, neither would be said."""
    for id_ in REQUIREMENTS:
        path = [id_]
        while following := REQUIREMENTS[path[-1]].after:
            assert following not in path
            path.append(following)


def test_one_call_that_fails_alike_is_one_cause(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """Two requirements are not met for one reason; hosts and keys may differ."""
    at_site = make_run("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 400", fails=True, says="SOFT-1: no")
    at_gateway = make_run("get-issue", "GET JIRA/rest/api/3/issue/HARD-22 400", fails=True, says="HARD-22: no")
    observations = vary(vary(correct, "unscoped-site", at_site), "scoped-gateway", at_gateway)
    (cause,) = causes(judge(observations))
    assert ["T1", "T2"] == [finding.requirement for finding in cause.findings]


def test_another_answer_is_another_cause(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """A status is not one of the names that differ."""
    at_site = make_run("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 400", fails=True, says="no")
    at_gateway = make_run("get-issue", "GET JIRA/rest/api/3/issue/SOFT-1 403", fails=True, says="no")
    observations = vary(vary(correct, "unscoped-site", at_site), "scoped-gateway", at_gateway)
    assert [["T1"], ["T2"]] == [[each.requirement for each in cause.findings] for cause in causes(judge(observations))]


@pytest.mark.parametrize("untrusted", [0, 1])
def test_a_subject_without_requests_has_one_cause(correct: dict[str, Observation], untrusted: int) -> None:
    """It is not said 22 times."""
    silent = {name: replace(each, requests=(), untrusted=untrusted) for name, each in correct.items()}
    (cause,) = causes(judge(silent))
    assert list(REQUIREMENTS) == [finding.requirement for finding in cause.findings]


def test_what_waits_for_a_requirement_is_said_with_it(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary
) -> None:
    """The reason is a requirement that is not met, also over another one that waits for it."""
    lost = make_run("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 404", fails=True, says="401 unauthorized scoped")
    (cause,) = causes(judge(vary(correct, "scoped-site", lost)))
    assert ("D1", ["D2", "D3"]) == (cause.first.requirement, [finding.requirement for finding in cause.waiting])
    text = " ".join(" ".join(findings_lines(judge(vary(correct, "scoped-site", lost)), WHERE)).split())
    assert f"{_REFERS}D2 cloud id without the token, D3 kind of token remembered" in text


def test_runs_that_went_alike_are_one_way() -> None:
    """Their last calls differ, and so do keys in quotes."""
    checks = [
        Check("a", Result.FAIL, "get-issue", "failed (“no AB-1”). Its last call was GET x, answered 404"),
        Check("a", Result.FAIL, "get-page", "failed (“no CD-2”). Its last call was GET y, answered 401"),
        Check("a", Result.FAIL, "search", "failed (“no”)"),
    ]
    assert [("get-issue", "get-page"), ("search",)] == [tuple(one.action for one in way) for way in ways(checks)]


@pytest.mark.parametrize(
    ("number", "more"),
    [(3, []), (4, ["1 more way: see the observations."]), (5, ["2 more ways: see the observations."])],
)
def test_the_ways_that_are_not_shown_are_counted(number: int, more: list[str]) -> None:
    """Three are shown: a subject that fails in many ways has a short report."""
    checks = tuple(
        Check("scoped-site", Result.FAIL, "search", f"failed in way {letter}") for letter in "abcde"[:number]
    )
    assert more == seen(Finding("T7", Result.FAIL, "", checks=checks))[3:]


def test_a_finding_leads_to_what_was_sent_and_how_to_repeat_it(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary
) -> None:
    """What was sent and answered, what to change in HTTP and in the library, the file, and the command."""
    leak = make_run("get-issue", "GET JIRA/rest/api/3/issue/SOFT-1 302", "GET FOREIGN/x 200", fails=True)
    judgement = judge(vary(correct, "redirect-to-foreign", leak))
    (cause,) = causes(judgement)
    assert [
        ("scenario", "redirect-to-foreign"),
        ("sent", "GET https://files.example.com/x (scoped token)"),
        ("answered", "200"),
        ("change", REQUIREMENTS["T6"].remedy),
        ("requests", with_library("T6", "requests")),
        ("file", "certification/mine/observations/redirect-to-foreign.json"),
        (
            "repeat",
            "token-conformance certify run --subject mine.toml --only T6 --scenario redirect-to-foreign --verbose",
        ),
    ] == list(details(cause, WHERE))
    shown = list(findings_lines(judgement, WHERE))
    assert "fail  T6 (Core) no token to foreign hosts" == shown[0]
    assert "    repeat    token-conformance certify run --subject mine.toml --only T6 \\" in shown
    assert "              --scenario redirect-to-foreign --verbose" in shown


def test_a_quoted_path_is_not_torn(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """The command can be copied whatever the path is."""
    leak = make_run("get-issue", "GET JIRA/rest/api/3/issue/SOFT-1 302", "GET FOREIGN/x 200", fails=True)
    where = replace(WHERE, command=f"token-conformance certify run --subject '{'my products/' * 9}mine.toml'")
    lines = list(findings_lines(judge(vary(correct, "redirect-to-foreign", leak)), where))
    assert f"    repeat    {where.command} --only T6 --scenario redirect-to-foreign --verbose" in lines


def test_a_long_loop_is_counted() -> None:
    """Two calls of it show enough."""
    calls = judge_loop().checks[0].calls
    labels = [label for label, _ in details(Cause((judge_loop(),)), WHERE)]
    assert 2 == labels.count("sent")
    assert ("more", f"{len(calls) - 2} more calls") in list(details(Cause((judge_loop(),)), WHERE))


def judge_loop() -> Finding:
    """The finding of a product that asks again without an end."""
    loop = by_hand.run_with_requests(
        "get-issue", *["GET JIRA/rest/api/3/issue/A-1 401"] * 8, fails=True, ended=Ended.EXITED
    )
    return judge(by_hand.with_run(by_hand.correct(), "lacking-gateway", loop)).finding("T10")


def test_a_name_has_few_words() -> None:
    """It stands beside each code."""
    assert [] == [each.name for each in REQUIREMENTS.values() if not 1 < len(each.name.split()) < 7]
    assert "T1 unscoped token at the site" == names([Finding("T1", Result.PASS, "")])
