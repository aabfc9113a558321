"""Requirements of a subject that takes the token of a service account, by observations written by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Level, Result
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.certify.subject.subject import Holder
from token_conformance.model.cell import Credential

Vary = Callable[..., dict[str, Observation]]
MakeRun = Callable[..., tuple[object, object]]
ISSUE = "GET JIRA/rest/api/3/issue/SOFT-1"


def of_service(observation: Observation) -> Observation:
    """The same with the token of a service account, which has no token without scopes."""
    if observation.token is Given.UNSCOPED:
        return replace(observation, runs=(), requests=())
    renamed = [
        replace(request, credential=Credential.SERVICE_ACCOUNT) if request.credential is Credential.SCOPED else request
        for request in observation.requests
    ]
    return replace(
        observation,
        runs=tuple(replace(run, holder=Holder.SERVICE_ACCOUNT) for run in observation.runs),
        requests=tuple(renamed),
    )


@pytest.fixture
def service(correct: dict[str, Observation]) -> dict[str, Observation]:
    """The observations of a correct subject that takes the token of a service account alone."""
    return {name: of_service(observation) for name, observation in correct.items()}


def test_a_token_that_it_does_not_take_is_not_applicable(service: dict[str, Observation]) -> None:
    """T1 blocks no level then, and the level says why it was not observed, and whose token was given."""
    judgement = judge(service)
    assert (("T1",), Level.PLUS) == (judgement.excused, judgement.level)
    reason = "1 not applicable because it takes no token of a person (T1)"
    assert f"Plus, 21 of 22 observed, {reason}, judged with the token of a service account" == judgement.basis.sentence


def test_a_subject_that_takes_both_needs_t1(service: dict[str, Observation], correct: dict[str, Observation]) -> None:
    """Without a run of it, the level is not reached."""
    judgement = judge(service | {"scoped-gateway": correct["scoped-gateway"]})
    assert ((), None) == (judgement.excused, judgement.level)
    assert judgement.basis.sentence.endswith(
        "not observed: T1, judged with the token of a person and of a service account"
    )


def test_a_person_is_not_named(correct: dict[str, Observation]) -> None:
    """What is usual needs no word."""
    assert "Plus, 22 of 22 observed" == judge(correct).basis.sentence


def test_another_token_than_its_own_shows_nothing_of_it(
    service: dict[str, Observation], correct: dict[str, Observation]
) -> None:
    """Such as one that the product has kept of an earlier run."""
    others = replace(service["scoped-gateway"], requests=correct["scoped-gateway"].requests)
    finding = judge(service | {"scoped-gateway": others}).finding("T2")
    said = "ended as a success, and never sent the service account's token to the gateway."
    assert (Result.FAIL, True) == (finding.result, said in finding.sentence)


@pytest.mark.parametrize(("holder", "result"), [(Holder.SERVICE_ACCOUNT, Result.FAIL), (Holder.PERSON, Result.PASS)])
def test_what_works_with_another_token_alone_is_not_missed_at_the_site(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary, holder: Holder, result: Result
) -> None:
    """D1 compares runs with the same token."""
    varied = vary(correct, "scoped-site", make_run("list-spaces", f"{ISSUE} 404", fails=True))
    observations = {name: of_service(observation) for name, observation in varied.items()}
    *others, failed = observations["scoped-site"].runs
    runs = (*others, replace(failed, holder=holder))
    observations["scoped-site"] = replace(observations["scoped-site"], runs=runs)
    assert result is judge(observations).finding("D1").result


@pytest.mark.parametrize(
    ("ending", "result"),
    [
        ({"says": "done"}, Result.FAIL),
        ({"fails": True, "says": ""}, Result.PASS),
        ({"fails": True, "says": "not accepted"}, Result.PASS),
    ],
)
def test_a_403_at_the_site_is_no_success(
    service: dict[str, Observation], make_run: MakeRun, vary: Vary, ending: dict[str, object], result: Result
) -> None:
    """It need not be reported as a problem of authentication, since a 403 has other reasons, too."""
    run = make_run("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 403", **ending, holder=Holder.SERVICE_ACCOUNT)
    assert result is judge(vary(service, "scoped-site", run)).finding("T8").result
