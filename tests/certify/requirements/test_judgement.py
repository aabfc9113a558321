"""The judgement of requirements that are not observed, that only warn, or that depend on each other."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from token_conformance.certify.observation.observation import Ended, Observation
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Level, Result
from token_conformance.certify.subject.subject import Action
from token_conformance.model.cell import UrlForm

Vary = Callable[..., dict[str, Observation]]
MakeRun = Callable[..., object]

ISSUE = "GET JIRA/rest/api/3/issue/SOFT-1"
SPACES = "GET CONF/wiki/api/v2/spaces"
PATHS = {
    "list-spaces": "CONF/wiki/api/v2/spaces",
    "search": "JIRA/rest/api/3/search/jql",
    "list-projects": "JIRA/rest/api/3/project/search",
}


NO_WRITES = {"create-issue": "It only reads.", "create-page": "It only reads."}
NEVER_EXCUSED = ("T1", "T2", "T3", "T4", "T5", "T6", "T8", "T9", "T10", "D1", "D2", "D3", "R1", "L1", "L2", "L3")
"""The requirements that any action can show."""


def without_runs(observation: Observation, **unsupported: str) -> Observation:
    """The observation of a subject that does not have the scenario's actions."""
    return replace(observation, runs=(), requests=(), unsupported=unsupported)


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_nothing_is_observed_where_nothing_was_run(requirement: str) -> None:
    """Without observations, a requirement neither passes nor raises."""
    assert Result.NOT_OBSERVED is REQUIREMENTS[requirement].finding({}).result


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_scenario_that_is_missing_makes_no_pass(correct: dict[str, Observation], requirement: str) -> None:
    """A subject does not reach a level by leaving out a scenario that it would fail."""
    missing = REQUIREMENTS[requirement].scenarios[-1]
    del correct[missing]
    finding = REQUIREMENTS[requirement].finding(correct)
    assert (Result.NOT_OBSERVED, True) == (finding.result, missing in finding.sentence)


@pytest.mark.parametrize(("untrusted", "said"), [(0, "needs --jail"), (1, "run it with --jail")])
def test_a_subject_without_requests_gets_the_reason(correct: dict[str, Observation], untrusted: int, said: str) -> None:
    """A product that ignores the proxy is not observed, and fails nothing."""
    silent = {name: replace(observation, requests=(), untrusted=untrusted) for name, observation in correct.items()}
    findings = judge(silent).findings
    assert {Result.NOT_OBSERVED} == {finding.result for finding in findings}
    assert all(said in finding.sentence for finding in findings)


def test_actions_that_are_declared_unsupported_block_no_level(correct: dict[str, Observation]) -> None:
    """The requirement that only they could show is listed as excused instead."""
    for scenario in ("create-fails", "create-times-out"):
        correct[scenario] = without_runs(correct[scenario], **NO_WRITES)
    judgement = judge(correct)
    assert (Result.NOT_OBSERVED, ("R2",)) == (judgement.finding("R2").result, judgement.excused)
    assert Level.PLUS is judgement.level


def test_an_action_that_is_missing_without_a_reason_blocks_the_level(correct: dict[str, Observation]) -> None:
    """Only actions that the subject file declares as unsupported excuse a requirement."""
    for scenario in ("create-fails", "create-times-out"):
        correct[scenario] = without_runs(correct[scenario], **{"create-issue": "It only reads."})
    assert ((), Level.AUTO) == (judge(correct).excused, judge(correct).level)


@pytest.mark.parametrize("requirement", NEVER_EXCUSED)
def test_what_any_action_shows_is_never_excused(correct: dict[str, Observation], requirement: str) -> None:
    """A subject that declares everything as unsupported, and was run nowhere, reaches nothing."""
    declared = {str(action): "It does not." for action in Action}
    for name, observation in correct.items():
        correct[name] = replace(observation, runs=(), untrusted=0, unsupported=declared)
    assert not REQUIREMENTS[requirement].is_excused(correct)
    assert judge(correct).level is None


def test_the_other_requirements_can_be_excused() -> None:
    """No requirement is in both sets."""
    assert ["T7", "P1", "P2", "P3", "P4", "R2"] == [id_ for id_, one in REQUIREMENTS.items() if one.actions]
    assert ["T1"] == [id_ for id_, one in REQUIREMENTS.items() if one.of_person]
    assert all(bool(one.actions or one.of_person) is bool(one.lacking) for one in REQUIREMENTS.values())
    assert {id_ for id_, one in REQUIREMENTS.items() if not one.actions} == set(NEVER_EXCUSED)


def test_another_action_is_no_excuse(correct: dict[str, Observation]) -> None:
    """Links are judged only by `show-link`."""
    observation = correct["scoped-gateway"]
    runs = tuple(run for run in observation.runs if run.action != "show-link")
    correct["scoped-gateway"] = replace(observation, runs=runs, unsupported={"get-page": "It is for Jira only."})
    assert () == judge(correct).excused
    correct["scoped-gateway"] = replace(observation, runs=runs, unsupported={"show-link": "It shows none."})
    assert ("P3",) == judge(correct).excused


def test_a_product_that_does_not_work_fails_once(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary
) -> None:
    """If no call works at the gateway, paging and attachments are not judged."""
    del correct["untrusted-certificate"], correct["other-name-certificate"]
    for scenario in [name for name, observation in correct.items() if observation.forms == (UrlForm.GATEWAY,)]:
        for run in correct[scenario].runs:
            correct = vary(correct, scenario, make_run(run.action, f"{ISSUE} 400", fails=True, says="400 Bad Request"))
    results = {finding.requirement: finding.result for finding in judge(correct).findings}
    assert ["T2"] == [requirement for requirement, result in results.items() if result is Result.FAIL]
    assert {results[one] for one in ("P1", "P2", "P4", "R1", "R2", "T6", "T10", "L3")} == {Result.NOT_OBSERVED}


def test_a_product_that_stays_at_the_site_fails_d1_only(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary
) -> None:
    """No cloud id was requested, so D2 and D3 are not observed."""
    lost = make_run("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 404", fails=True, says="Is it a scoped token?")
    judgement = judge(vary(correct, "scoped-site", lost))
    odd = {found.requirement: found.result for found in judgement.findings if found.result is not Result.PASS}
    assert {"D1": Result.FAIL, "D2": Result.NOT_OBSERVED, "D3": Result.NOT_OBSERVED} == odd


@pytest.mark.parametrize("requirement", ["T1", "D1", "D3"])
def test_a_product_that_cannot_be_configured_with_a_site_is_not_observed_there(
    correct: dict[str, Observation], requirement: str
) -> None:
    """It was configured with the gateway instead of the site."""
    for scenario in ("unscoped-site", "scoped-site"):
        correct[scenario] = replace(correct[scenario], forms=(UrlForm.GATEWAY,))
    assert Result.NOT_OBSERVED is judge(correct).finding(requirement).result


@pytest.mark.parametrize("scenario", ["pages-relative", "page-two-fails"])
def test_a_product_that_leaves_paging_to_its_user_is_warned(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary, scenario: str
) -> None:
    """It never requests page two, so it never sends that request to a wrong host."""
    for name in ("pages-relative", "pages-wiki-relative", "pages-absolute-site", scenario):
        correct = vary(correct, name, make_run("list-spaces", f"{SPACES} 200", says="half"))
    judgement = judge(correct)
    assert Result.WARN is judgement.finding("P2" if scenario == "page-two-fails" else "P1").result
    assert Level.PLUS is judgement.level


def test_a_list_that_comes_in_one_page_shows_nothing(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary
) -> None:
    """A list that one call returns in full needs no page two."""
    for name in ("pages-relative", "pages-wiki-relative", "pages-absolute-site", "pages-token", "pages-offset"):
        action = correct[name].runs[0].action
        correct = vary(correct, name, make_run(action, f"GET {PATHS[action]} 200"))
    assert Result.NOT_OBSERVED is judge(correct).finding("P1").result


def test_pages_of_other_things_are_not_pages_of_the_list(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary
) -> None:
    """An exporter reads the content of each space page by page, but only the first page of the list of spaces."""
    others = ["GET CONF/rest/api/content/search 200", "GET CONF/rest/api/content/search?cursor=2 200"]
    for name in ("pages-relative", "pages-wiki-relative", "pages-absolute-site"):
        exporter = make_run("list-spaces", f"{SPACES}?limit=1 200", f"{SPACES}?limit=50 200", *others, says="half")
        correct = vary(correct, name, exporter)
    assert Result.WARN is judge(correct).finding("P1").result


@pytest.mark.parametrize("ended", [Ended.EXITED, Ended.TIMED_OUT])
def test_waiting_too_long_or_too_briefly_is_a_warning(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary, ended: Ended
) -> None:
    """Neither is a failure: the product waited after 429, and did not loop."""
    scenario = "rate-limited" if ended is Ended.EXITED else "rate-limited-for-ever"
    slow = make_run("get-issue", f"{ISSUE} 429", f"{ISSUE} 429", fails=True, ended=ended)
    assert Result.WARN is judge(vary(correct, scenario, slow)).finding("R1").result


def test_asking_again_at_once_fails(correct: dict[str, Observation]) -> None:
    """The product must wait as long as the answer said."""
    observation = correct["rate-limited"]
    hasty = tuple(replace(sent, started=sent.started / 9, ended=sent.started / 9) for sent in observation.requests)
    correct["rate-limited"] = replace(observation, requests=hasty)
    finding = judge(correct).finding("R1")
    assert (Result.FAIL, True) == (finding.result, "asked again 0.2 seconds after a 429" in finding.sentence)


def test_a_call_that_is_repeated_in_the_same_millisecond_is_repeated(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary
) -> None:
    """A trace has no finer times, and its order tells which call was the later one."""
    twice = make_run("create-issue", *["POST JIRA/rest/api/3/issue 503"] * 2, fails=True)
    observation = vary(correct, "create-fails", twice)["create-fails"]
    together = tuple(replace(sent, started=0.1, ended=0.1) for sent in observation.requests)
    correct["create-fails"] = replace(observation, requests=together)
    finding = judge(correct).finding("R2")
    assert (Result.FAIL, True) == (finding.result, "repeated POST" in finding.sentence), finding


def test_a_leak_is_reported_once(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """A token that is shown at the default level is also shown at the noisiest level, and fails L1 only."""
    for scenario in ("scoped-gateway", "noisy"):
        correct = vary(correct, scenario, make_run("get-issue", f"{ISSUE} 200", says="KEY <token>"))
    assert [Result.FAIL, Result.NOT_OBSERVED] == [judge(correct).finding(one).result for one in ("L1", "L2")]


def test_a_persons_answer_decides_a_manual_run(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """What the product's window showed is not recorded."""
    by_hand = {"ended": Ended.MANUAL, "exit_status": None, "says": ""}
    correct = vary(correct, "unscoped-site", make_run("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 200", **by_hand))
    assert Result.PASS is judge(correct).finding("T1").result
    false = vary(correct, "invalid-site", make_run("list-projects", "GET SITE/rest/api/3/project 200", **by_hand))
    assert Result.FAIL is judge(false).finding("T7").result


def test_a_sentence_names_no_tenant(correct: dict[str, Observation], make_run: MakeRun, vary: Vary) -> None:
    """The site and cloud id in a product's message are invented, and a reader could take them for real ones."""
    quoted = f"404 at https://your-domain.atlassian.net/ and {correct['scoped-site'].cloud_id}"
    lost = make_run("get-issue", f"{ISSUE} 400", fails=True, says=f"Error: {quoted}")
    sentence = judge(vary(correct, "scoped-gateway", lost)).finding("T2").sentence
    assert "(“Error: 404 at https://SITE.atlassian.net/ and CLOUD_ID”)" in sentence


def test_the_same_finding_comes_from_the_same_observations(correct: dict[str, Observation]) -> None:
    """The order of the observations does not matter."""
    assert judge(correct) == judge(dict(reversed(correct.items())))


@pytest.mark.parametrize("url", ["https://exa\u2100mple.com/", "https://a:99999999/", "https://@:/", "https://[a/"])
def test_an_url_that_is_none_is_no_link(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary, url: str
) -> None:
    """The output of a product can contain anything; the link to the site is still found."""
    says = f"{url} https://your-domain.atlassian.net/browse/SOFT-1"
    shown = vary(correct, "scoped-gateway", make_run("show-link", f"{ISSUE} 200", says=says))
    assert Result.PASS is judge(shown).finding("P3").result
