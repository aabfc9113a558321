"""What a subject does not show, for want of an action or because nothing came through, is never a pass or a fail."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from token_conformance.certify.observation.observation import Ended, Observation
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Level, Result
from token_conformance.model.cell import UrlForm

Vary = Callable[..., dict[str, Observation]]
Act = Callable[..., object]

ISSUE = "GET JIRA/rest/api/3/issue/SOFT-1"
SPACES = "GET CONF/wiki/api/v2/spaces"
PATHS = {
    "list-spaces": "CONF/wiki/api/v2/spaces",
    "search": "JIRA/rest/api/3/search/jql",
    "list-projects": "JIRA/rest/api/3/project/search",
}


def without_runs(scene: Observation, **unsupported: str) -> Observation:
    """The scenario of a subject that lacks its actions."""
    return replace(scene, runs=(), requests=(), unsupported=unsupported)


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_nothing_is_observed_where_nothing_was_run(requirement: str) -> None:
    """Neither a pass nor a traceback comes from nothing."""
    assert Result.NOT_OBSERVED is REQUIREMENTS[requirement].finding({}).result


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_scenario_that_is_missing_makes_no_pass(correct: dict[str, Observation], requirement: str) -> None:
    """Whoever leaves the awkward scenario out gets no level for it."""
    gone = REQUIREMENTS[requirement].scenarios[-1]
    del correct[gone]
    finding = REQUIREMENTS[requirement].finding(correct)
    assert (Result.NOT_OBSERVED, True) == (finding.result, gone in finding.sentence)


@pytest.mark.parametrize(("untrusted", "said"), [(0, "needs --jail"), (1, "SSL_CERT_FILE")])
def test_a_silent_subject_is_told_why(correct: dict[str, Observation], untrusted: int, said: str) -> None:
    """A product that ignores the proxy fails nothing: it was not seen."""
    silent = {name: replace(scene, requests=(), untrusted=untrusted) for name, scene in correct.items()}
    findings = judge(silent).findings
    assert {Result.NOT_OBSERVED} == {finding.result for finding in findings}
    assert all(said in finding.sentence for finding in findings)


def test_an_action_that_is_declared_unsupported_blocks_no_level(correct: dict[str, Observation]) -> None:
    """It is listed as excused instead."""
    for scenario in ("create-fails", "create-times-out"):
        correct[scenario] = without_runs(correct[scenario], **{"create-issue": "It only reads."})
    judgement = judge(correct)
    assert (Result.NOT_OBSERVED, ("R2",)) == (judgement.finding("R2").result, judgement.excused)
    assert Level.PLUS is judgement.level


def test_an_action_that_is_not_there_without_a_reason_blocks_the_level(correct: dict[str, Observation]) -> None:
    """Only what the subject file says is an excuse."""
    correct["create-fails"] = without_runs(correct["create-fails"], **{"create-issue": "It only reads."})
    correct["create-times-out"] = without_runs(correct["create-times-out"])
    assert ((), Level.AUTO) == (judge(correct).excused, judge(correct).level)


def test_another_action_is_no_excuse(correct: dict[str, Observation]) -> None:
    """Links are judged by `show-link` alone."""
    scene = correct["scoped-gateway"]
    runs = tuple(run for run in scene.runs if run.action != "show-link")
    correct["scoped-gateway"] = replace(scene, runs=runs, unsupported={"get-page": "It is for Jira only."})
    assert () == judge(correct).excused
    correct["scoped-gateway"] = replace(scene, runs=runs, unsupported={"show-link": "It shows none."})
    assert ("P3",) == judge(correct).excused


def test_a_product_that_does_not_work_fails_once(correct: dict[str, Observation], act: Act, vary: Vary) -> None:
    """Where nothing gets through at the gateway, paging and attachments are not judged."""
    del correct["untrusted-certificate"]
    for scenario in [name for name, scene in correct.items() if scene.forms == (UrlForm.GATEWAY,)]:
        for run in correct[scenario].runs:
            correct = vary(correct, scenario, act(run.action, f"{ISSUE} 400", fails=True, says="400 Bad Request"))
    results = {finding.requirement: finding.result for finding in judge(correct).findings}
    assert ["T2"] == [requirement for requirement, result in results.items() if result is Result.FAIL]
    assert {results[one] for one in ("P1", "P2", "P4", "R1", "R2", "T6", "T10", "L3")} == {Result.NOT_OBSERVED}


def test_a_product_that_stays_at_the_site_is_not_asked_how_it_remembers(
    correct: dict[str, Observation], act: Act, vary: Vary
) -> None:
    """Only D1 fails, and no cloud id was asked for."""
    lost = act("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 404", fails=True, says="Is it a scoped token?")
    judgement = judge(vary(correct, "scoped-site", lost))
    odd = {found.requirement: found.result for found in judgement.findings if found.result is not Result.PASS}
    assert {"D1": Result.FAIL, "D2": Result.NOT_OBSERVED, "D3": Result.NOT_OBSERVED} == odd


@pytest.mark.parametrize("requirement", ["T1", "D1", "D3"])
def test_what_cannot_be_told_a_site_shows_nothing_of_the_site(
    correct: dict[str, Observation], requirement: str
) -> None:
    """It was configured with the gateway in the site's place."""
    for scenario in ("unscoped-site", "scoped-site"):
        correct[scenario] = replace(correct[scenario], forms=(UrlForm.GATEWAY,))
    assert Result.NOT_OBSERVED is judge(correct).finding(requirement).result


@pytest.mark.parametrize("scenario", ["pages-relative", "page-two-fails"])
def test_a_product_that_leaves_paging_to_its_user_is_warned(
    correct: dict[str, Observation], act: Act, vary: Vary, scenario: str
) -> None:
    """It asks for page two nowhere, so that it loses its way nowhere."""
    for name in ("pages-relative", "pages-wiki-relative", "pages-absolute-site", scenario):
        correct = vary(correct, name, act("list-spaces", f"{SPACES} 200", says="half"))
    judgement = judge(correct)
    assert Result.WARN is judgement.finding("P2" if scenario == "page-two-fails" else "P1").result
    assert Level.PLUS is judgement.level


def test_a_list_that_comes_in_one_page_shows_nothing(correct: dict[str, Observation], act: Act, vary: Vary) -> None:
    """A whole list from one call needed no page two."""
    for name in ("pages-relative", "pages-wiki-relative", "pages-absolute-site", "pages-token", "pages-offset"):
        action = correct[name].runs[0].action
        correct = vary(correct, name, act(action, f"GET {PATHS[action]} 200"))
    assert Result.NOT_OBSERVED is judge(correct).finding("P1").result


def test_pages_of_other_things_are_no_pages_of_the_list(correct: dict[str, Observation], act: Act, vary: Vary) -> None:
    """An exporter reads each space page by page, and of the spaces themselves the first page only."""
    others = ["GET CONF/rest/api/content/search 200", "GET CONF/rest/api/content/search?cursor=2 200"]
    for name in ("pages-relative", "pages-wiki-relative", "pages-absolute-site"):
        exporter = act("list-spaces", f"{SPACES}?limit=1 200", f"{SPACES}?limit=50 200", *others, says="half")
        correct = vary(correct, name, exporter)
    assert Result.WARN is judge(correct).finding("P1").result


@pytest.mark.parametrize("ended", [Ended.EXITED, Ended.TIMED_OUT])
def test_waiting_too_long_or_too_briefly_is_told(
    correct: dict[str, Observation], act: Act, vary: Vary, ended: Ended
) -> None:
    """Neither is a fail: 429 was waited out, and no loop was seen."""
    scenario = "rate-limited" if ended is Ended.EXITED else "rate-limited-for-ever"
    slow = act("get-issue", f"{ISSUE} 429", f"{ISSUE} 429", fails=True, ended=ended)
    assert Result.WARN is judge(vary(correct, scenario, slow)).finding("R1").result


def test_asking_again_at_once_is_no_waiting(correct: dict[str, Observation]) -> None:
    """The answer said how long to wait."""
    scene = correct["rate-limited"]
    hasty = tuple(replace(sent, started=sent.started / 9, ended=sent.started / 9) for sent in scene.requests)
    correct["rate-limited"] = replace(scene, requests=hasty)
    finding = judge(correct).finding("R1")
    assert (Result.FAIL, True) == (finding.result, "asked again 0.2 seconds after a 429" in finding.sentence)


def test_a_leak_is_told_once(correct: dict[str, Observation], act: Act, vary: Vary) -> None:
    """What is shown at the default level is shown at the noisiest one as well."""
    for scenario in ("scoped-gateway", "noisy"):
        correct = vary(correct, scenario, act("get-issue", f"{ISSUE} 200", says="KEY <token>"))
    assert [Result.FAIL, Result.NOT_OBSERVED] == [judge(correct).finding(one).result for one in ("L1", "L2")]


def test_a_person_is_taken_at_their_word(correct: dict[str, Observation], act: Act, vary: Vary) -> None:
    """What the product's window showed is not in any output."""
    drive = {"ended": Ended.MANUAL, "exit_status": None, "says": ""}
    correct = vary(correct, "unscoped-site", act("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 200", **drive))
    assert Result.PASS is judge(correct).finding("T1").result
    false = vary(correct, "invalid-site", act("list-projects", "GET SITE/rest/api/3/project 200", **drive))
    assert Result.FAIL is judge(false).finding("T7").result


def test_a_sentence_names_no_tenant(correct: dict[str, Observation], act: Act, vary: Vary) -> None:
    """What a product quotes of its site and cloud id is made up, and would be taken for somebody's."""
    quoted = f"404 at https://your-domain.atlassian.net/ and {correct['scoped-site'].cloud_id}"
    lost = act("get-issue", f"{ISSUE} 400", fails=True, says=f"Error: {quoted}")
    sentence = judge(vary(correct, "scoped-gateway", lost)).finding("T2").sentence
    assert "(“Error: 404 at https://SITE.atlassian.net/ and CLOUD_ID”)" in sentence


def test_the_same_finding_comes_from_the_same_observations(correct: dict[str, Observation]) -> None:
    """Whoever has the files can derive it again, in whichever order they come."""
    assert judge(correct) == judge(dict(reversed(correct.items())))
