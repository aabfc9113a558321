"""A run: what is asked of whom, and when it stops."""

import pytest

from observing import ALL, DAY, GOOD, NO_ANSWER, Site, given, run
from site_answers import ANSWERS, answer
from token_conformance._version import __version__
from token_conformance.errors import UserError
from token_conformance.live.observing.observation import Asked, Missing, Observation
from token_conformance.live.observing.questions import Login, Sent, Token, questions
from token_conformance.model.answer import LOCAL_MODEL

PERSONS = {token: value for token, value in ALL.items() if token is not Token.SERVICE_ACCOUNT}


def missing(observation: Observation) -> dict[str, Missing | None]:
    """Why each question has no answer."""
    return {one.question.id: one.missing for one in observation.asked}


def test_every_question_is_asked_in_order_with_its_credential() -> None:
    """Once, as a GET of its URL, if all tokens are given and more logins may fail."""
    site = Site()
    observation = run(site, may_fail_more=True).observe(DAY)
    assert [*questions()] == site.asked == [one.question.id for one in observation.asked]
    assert {None} == set(missing(observation).values())
    assert ("live", DAY, __version__) == (observation.source, observation.date, observation.version)
    assert observation.is_whole
    cloud_id = "00000000-0000-4000-8000-0000000000aa"
    for question, (url, authorization) in zip(questions().values(), site.sent, strict=True):
        assert question.template.replace("SITE", "made-up-site").replace("CLOUD_ID", cloud_id) == f"GET {url}"
        assert given().authorization(question.credential) == authorization


@pytest.mark.parametrize("sent", Sent)
def test_a_credential_is_sent_as_its_name_says(sent: Sent) -> None:
    """As Bearer, or as Basic with the address; a made-up one has nothing of the person."""
    value = given().authorization(sent) or "-"
    if sent.token:
        assert sent.is_bearer == (value == f"Bearer {ALL[sent.token]}")
    assert (sent is Sent.NONE) == (value == "-")
    assert value.startswith("Bearer ") == (sent.is_bearer or sent is Sent.MADE_UP_JWT)
    assert given().has(sent)
    assert (sent.token is None) == given({}).has(sent)


def test_without_more_than_one_failing_login_a_host_the_rest_is_not_asked() -> None:
    """The first at each host is."""
    site = Site()
    observation = run(site).observe(DAY)
    failing = [one for one in questions().values() if one.login is Login.FAILS]
    asked = [one for one in failing if one.id in site.asked]
    assert ["site", "gateway"] == [one.host for one in asked]
    assert {Missing.LOGIN} == {missing(observation)[one.id] for one in failing if one not in asked}
    assert not observation.is_whole


@pytest.mark.parametrize("token", Token)
def test_one_token_is_enough_for_its_questions(token: Token) -> None:
    """And for those that need none."""
    site = Site()
    observation = run(site, {token: ALL[token]}, may_fail_more=True).observe(DAY)
    expected = [one.id for one in questions().values() if one.credential.token in {None, token}]
    assert expected == site.asked
    assert {None, Missing.NO_TOKEN} == set(missing(observation).values())
    assert observation.is_whole


@pytest.mark.parametrize("control", [id_ for id_, one in questions().items() if one.login is Login.GOOD])
def test_a_token_that_proves_nothing_is_not_used_again(control: str) -> None:
    """A wrong token at the site would be one failing login after the other."""
    site = Site({**GOOD, control: "gate"})
    observation = run(site, may_fail_more=True).observe(DAY)
    token = questions()[control].credential.token
    later = [*questions()][[*questions()].index(control) + 1 :]
    of_it = [id_ for id_ in later if questions()[id_].credential.token is token]
    assert {Missing.NOT_PROVEN} == {missing(observation)[id_] for id_ in of_it}
    assert [] == [id_ for id_ in of_it if id_ in site.asked]


def test_a_429_ends_the_run_and_keeps_what_was_seen() -> None:
    """What was not asked says why."""
    site = Site({**GOOD, "unscoped-at-gateway": "limit"})
    observation = run(site, may_fail_more=True).observe(DAY)
    assert "unscoped-at-gateway" == site.asked[-1]
    kept = [one for one in observation.asked if one.seen]
    assert [*site.asked] == [one.question.id for one in kept]
    assert 429 == kept[-1].seen.status if kept[-1].seen else None
    assert {Missing.STOPPED} == {one.missing for one in observation.asked[len(kept) :]}


def test_a_429_at_once_is_an_observation_too() -> None:
    """Nothing else is sent."""
    site = Site({"tenant-info": "limit"})
    assert {None, Missing.STOPPED} == set(missing(run(site).observe(DAY)).values())
    assert ["tenant-info"] == site.asked


def test_two_questions_without_an_answer_end_the_run() -> None:
    """One does not."""
    ids = [*questions()]
    one = Site({**GOOD, ids[3]: NO_ANSWER})
    assert [ids[3]] == [id_ for id_, why in missing(run(one, may_fail_more=True).observe(DAY)).items() if why]
    apart = Site({**GOOD, ids[3]: NO_ANSWER, ids[5]: NO_ANSWER})
    assert Missing.UNREACHABLE not in missing(run(apart).observe(DAY)).values()
    two = Site({**GOOD, ids[3]: NO_ANSWER, ids[4]: NO_ANSWER})
    found = missing(run(two).observe(DAY))
    assert ids[3:5] == [id_ for id_, why in found.items() if why is Missing.NO_ANSWER]
    assert {Missing.UNREACHABLE} == {found[id_] for id_ in ids[5:]}
    assert ids[:5] == two.asked


def test_after_two_minutes_nothing_more_is_asked() -> None:
    """What was seen until then is kept."""
    seconds = iter(range(0, 10_000, 10))
    site = Site()
    observation = run(site, may_fail_more=True, clock=lambda: float(next(seconds))).observe(DAY)
    assert 10 == len(site.asked)
    assert [Missing.TIME] * (len(questions()) - 10) == [one.missing for one in observation.asked[10:]]


def test_a_run_is_polite() -> None:
    """One request after the other, five a second at most."""
    waits: list[float] = []
    run(Site(), sleep=waits.append).observe(DAY)
    assert {0.2} == set(waits)


@pytest.mark.parametrize("name", ["page-404", "login", "outage", "page-401", "me"])
def test_without_a_cloud_id_there_is_no_site(name: str) -> None:
    """One line says so, and nothing else is sent."""
    site = Site({"tenant-info": name})
    with pytest.raises(UserError, match=r"^TOKEN_CONFORMANCE_SITE: the site did not answer with a cloud id \(status "):
        run(site).observe(DAY)
    assert ["tenant-info"] == site.asked


@pytest.mark.parametrize("cloud_id", ["canary", 71, None, "../../x"])
def test_what_is_no_cloud_id_is_not_used(cloud_id: object) -> None:
    """It would be a part of a URL."""
    with pytest.raises(UserError, match="did not answer with a cloud id"):
        run(Site({"tenant-info": answer(200, {"cloudId": cloud_id})})).observe(DAY)


def test_a_site_that_cannot_be_reached_is_one_line() -> None:
    """It says what to check."""
    with pytest.raises(
        UserError, match=r"^TOKEN_CONFORMANCE_SITE: the site cannot be reached \(timeout\); check its name"
    ):
        run(Site({"tenant-info": NO_ANSWER})).observe(DAY)


def test_an_ip_allowlist_is_observed_as_far_as_it_lets_ask() -> None:
    """Without the cloud id nothing is asked at the gateway."""
    site = Site({"tenant-info": "ip-address"}, otherwise="ip-address")
    observation = run(site).observe(DAY)
    assert {None, Missing.NO_CLOUD_ID, Missing.NOT_PROVEN} == set(missing(observation).values())
    assert "stranger-server-info" in site.asked
    assert all("api.atlassian.com/ex/jira/0000" in url or "made-up-site" in url for url, _ in site.sent)


def test_a_local_model_is_recognised() -> None:
    """By the header of one answer."""
    model = answer(200, {"cloudId": "00000000-0000-4000-8000-0000000000aa"}, **LOCAL_MODEL)
    assert "edge" == run(Site({**GOOD, "tenant-info": model})).observe(DAY).source


def test_nothing_of_the_person_is_in_a_repr() -> None:
    """A traceback shows reprs."""
    used = run(Site())
    used.observe(DAY)
    shown = f"{used!r} {used.given!r}"
    assert [] == [name for name in used.own_names() if name in shown]
    assert ["made-up-site.", "canary.bird@example.com"] == used.own_names()[:2]
    assert ANSWERS["cloud-id"].json()["cloudId"] == used.own_names()[-1]


def test_an_asked_question_proves_by_its_reading() -> None:
    """Only an answer can prove a token."""
    assert not Asked(questions()["unscoped-at-site"], missing=Missing.NO_ANSWER).proves
