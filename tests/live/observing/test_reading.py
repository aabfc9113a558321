"""What each answer to each question says, with made-up answers for both sides."""

import pytest

from site_answers import ANSWERS
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.evidence import observations
from token_conformance.catalogue.families import families
from token_conformance.catalogue.rules import rules
from token_conformance.live.observing.questions import HOSTS, Login, Reading, Sent, questions, unasked
from token_conformance.live.observing.reading import FOREIGN, NOTHING, UNEXPECTED, reading
from token_conformance.live.observing.seen import known, seen
from token_conformance.model.grade import Grade

V2_401, V2_404 = "scoped-site-confluence-v2-401", "scoped-site-confluence-v2-404"
BASIC, BASIC_REFUSED = "service-account-basic-gateway", "service-account-basic-gateway-refused"
HOOKS = "+R2 +dynamic-webhooks-site"
NO_HOOKS = "-R2 -dynamic-webhooks-site"
NEWS, UNCLEAR = "", "?"

SAYS = {
    "tenant-info": {"cloud-id": "+tenant-info", "ip-address": "-tenant-info"},
    "stranger-server-info": {"server-info": "+S2", "ip-address": UNCLEAR, "gate": "-S2", "forbidden": "-S2"},
    "stranger-other-method": {"method": "+S7", "gate": "-S7", "no-endpoint": "-S7"},
    "stranger-picture": {"picture": "+pictures", "gate": "-pictures", "login": "-pictures"},
    "stranger-no-such-project": {
        "no-such-project": "-no-such-project",
        "project-hidden": "+no-such-project",
        "gate": "-no-such-project",
    },
    "made-up-jwt-unknown-path": {"gate": "+S5", "no-endpoint": "-S5", "connect": "-S5"},
    "stranger-at-gateway": {"mismatched": "+G3", "refused": "+G3", "server-info": "-G3"},
    "unscoped-at-site": {
        "me": "+S1 +S4 +unscoped-site-myself",
        "me-bare": "+S1 -S4 -unscoped-site-myself",
        "gate": UNCLEAR,
        "forbidden": UNCLEAR,
    },
    "unscoped-at-gateway": {"me": "+G1 +unscoped-gateway-jira", "refused": "-G1 -unscoped-gateway-jira"},
    "unscoped-bearer-at-site": {
        "connect": "+S5 +bearer-site",
        "gate": "-S5 -bearer-site",
        "no-endpoint": "-S5 -bearer-site",
        "me": "-S5 -bearer-site",
    },
    "unscoped-bearer-at-wiki": {
        "no-access": "+credential:unscoped",
        "connect": "-credential:unscoped",
        "page-401": "-credential:unscoped",
        "me": "-credential:unscoped",
    },
    "unscoped-bearer-at-gateway": {"me": NEWS, "refused": NEWS, "no-message": NEWS},
    "unscoped-other-method-at-gateway": {"method": "+S7", "mismatch": "-S7"},
    "unscoped-unknown-path-at-gateway": {"no-endpoint": NEWS, "mismatch": "+G2"},
    "unknown-cloud-id": {"no-message": "+G5", "page-404": "-G5", "refused": "-G5", "gone": "-G5"},
    "confluence-without-wiki": {"results": "+G6", "not-found": "-G6", "forbidden": UNCLEAR},
    "confluence-v2-unknown-path": {"not-found": "+C5", "page-404": "-C5", "forbidden": UNCLEAR, "login": UNCLEAR},
    "confluence-v1-content-at-gateway": {"results": "+G8", "gone": "-G8", "mismatch": UNCLEAR},
    "removed-search-at-gateway": {"gone": NEWS, "mismatch": NEWS, "list": NEWS},
    "webhooks-at-site": {"forbidden": HOOKS, "gate": NO_HOOKS, "list": NO_HOOKS},
    "webhooks-at-gateway": {"forbidden": "+R2", "mismatch": "-R2", "list": "-R2"},
    "site-gateway-unscoped": {"me": NEWS, "gate": NEWS},
    "scoped-jira-at-gateway": {"me": "+G1 +scoped-gateway-myself", "mismatch": UNCLEAR, "refused": UNCLEAR},
    "scoped-jira-at-confluence": {
        "mismatch": "+credential:scoped-jira",
        "refused": "-credential:scoped-jira",
        "forbidden": UNCLEAR,
        "results": UNCLEAR,
    },
    "scoped-server-info": {"server-info": "+G2", "mismatch": "-G2"},
    "scoped-no-scope-published": {"mismatch": "+G2", "forbidden": "-G2", "list": "-G2"},
    "scoped-jira-bearer-at-gateway": {"me": NEWS, "mismatch": NEWS, "refused": NEWS, "no-message": NEWS},
    "scoped-operations": {"results": NEWS, "mismatch": NEWS, "refused": NEWS, "forbidden": UNCLEAR},
    "scoped-automation": {
        "mismatch": "+family:automation",
        "list": "-family:automation",
        "refused": "-family:automation",
    },
    "scoped-confluence-at-gateway": {
        "results": "+G1 +scoped-gateway-confluence",
        "mismatch": UNCLEAR,
        "refused": UNCLEAR,
    },
    "scoped-confluence-at-jira": {
        "mismatch": "+credential:scoped-confluence",
        "refused": "-credential:scoped-confluence",
        "forbidden": UNCLEAR,
        "me": UNCLEAR,
    },
    "confluence-slash-at-end": {"results": "+G2", "not-found": "-G2", "mismatch": UNCLEAR},
    "scoped-confluence-v2-at-site": {
        "page-401": f"+C1 +{V2_401} -{V2_404}",
        "not-found": f"+{V2_404} -C1 -{V2_401}",
        "no-access": f"-C1 -{V2_401} -{V2_404}",
        "results": f"-C1 -{V2_401} -{V2_404}",
    },
    "scoped-confluence-v1-at-site": {
        "page-401": "+C1 +scoped-site-confluence-v1",
        "no-access": "-C1 -scoped-site-confluence-v1",
        "me": "-C1 -scoped-site-confluence-v1",
    },
    "site-gateway-scoped": {"me": NEWS, "me-bare": NEWS, "mismatch": NEWS, "gate": NEWS},
    "service-account-bearer-at-gateway": {
        "me": "+A1 +service-account-bearer-gateway",
        "mismatch": UNCLEAR,
        "refused": UNCLEAR,
    },
    "service-account-basic-at-gateway": {
        "me": f"+A1 +{BASIC} -{BASIC_REFUSED}",
        "mismatch": f"+A1 +{BASIC} -{BASIC_REFUSED}",
        "refused": f"+{BASIC_REFUSED} -A1 -{BASIC}",
    },
    "service-account-bearer-at-wiki": {"me": NEWS, "no-access": NEWS},
    "service-account-basic-at-wiki": {"me": NEWS, "page-401": NEWS},
    "made-up-at-gateway": {
        "refused": "+G3 +invalid-gateway",
        "mismatched": "-G3 -invalid-gateway",
        "other-category": UNCLEAR,
        "forbidden": "-G3 -invalid-gateway",
        "me": "-G3 -invalid-gateway",
    },
}
"""For each question and some answers: what the answer supports (+) and contradicts (-), or that it is unclear."""

CASES = [(id_, name, says) for id_, answers in SAYS.items() for name, says in answers.items()]


def _read(id_: str, name: str) -> Reading:
    return reading(questions()[id_], seen(ANSWERS[name]))


def _said(one: Reading) -> str:
    return (
        UNCLEAR
        if one.unclear
        else " ".join([*(f"+{id_}" for id_ in one.supports), *(f"-{id_}" for id_ in one.contradicts)])
    )


@pytest.mark.parametrize(("id_", "name", "says"), CASES, ids=[f"{id_}: {name}" for id_, name, _ in CASES])
def test_an_answer_says_what_it_says(id_: str, name: str, says: str) -> None:
    """It supports or contradicts rules and observations by their ids, is news, or is unclear."""
    assert says == _said(_read(id_, name))


@pytest.mark.parametrize("id_", questions())
def test_each_reading_is_tried_and_both_sides_differ(id_: str) -> None:
    """No answer is described that nothing gives, and the answers of a question do not all say the same."""
    read = [_read(id_, name) for name in SAYS[id_]]
    assert set(map(id, questions()[id_].readings)) == set(map(id, read))
    assert len({one.says for one in read}) > 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("limit", NOTHING),
        ("outage", NOTHING),
        ("teapot", UNEXPECTED),
        ("own-page", UNEXPECTED),
        ("proxy-page", FOREIGN),
        ("portal", FOREIGN),
    ],
)
def test_an_answer_that_nobody_expected_says_nothing(name: str, expected: Reading) -> None:
    """Neither does one of a server that could not answer, or one that a proxy may have given."""
    assert [] == [id_ for id_ in questions() if _read(id_, name) is not expected]
    assert expected.unclear


def test_the_questions_are_data_that_fits_together() -> None:
    """Ids exist, a reading names only what its question is about, and no clear reading of a good login is lost."""
    ids = {
        *rules(),
        *(one.id for one in observations()),
        *(f"credential:{id_}" for id_ in credential_kinds()),
        *(f"family:{one.id}" for one in families()),
    }
    assert {id_ for one in unasked() for id_ in one.about} <= ids
    for question in questions().values():
        assert set(question.about) <= ids
        for one in question.readings:
            assert {*one.supports, *one.contradicts} <= set(question.about)
            assert not (one.unclear and (one.supports or one.contradicts))
            assert not one.proves or question.login is Login.GOOD
            assert set(one.phrase) <= known()["phrases"].keys()
            assert {*one.header} <= set(known()["headers"])
            assert not one.member or one.member in known()["keys"]


def test_each_question_is_a_get_and_each_token_is_proven_before_it_counts() -> None:
    """From 15 to 40 questions; the first with a token, other than as Bearer for a person, proves it."""
    assert 15 <= len(questions()) <= 40
    for question in questions().values():
        assert question.template.startswith(f"GET https://{HOSTS[question.host]}/")
    for token in {one.token for one in Sent if one.token}:
        first = next(one for one in questions().values() if one.credential.token is token)
        assert Login.GOOD is first.login


def test_what_is_open_is_asked_or_named_with_the_reason() -> None:
    """Every rule with an inferred part, and every family of which nobody knows what a token of a person gets."""
    named = {id_ for one in questions().values() for id_ in one.about} | {id_ for one in unasked() for id_ in one.about}
    inferred = {rule.id for rule in rules().values() if Grade.INFERRED in rule.grades}
    unknown = {
        f"family:{family.id}"
        for family in families()
        for base in family.bases
        for one in base.accepts
        if one.evidence.grade == "unknown" and one.credential in {"scoped", "unscoped"}
    }
    assert set() == (inferred | unknown) - named
    assert all(one.why for one in unasked())


def test_an_observation_that_a_question_names_has_its_request() -> None:
    """The same method and path, credential and URL form; so its answer can be compared."""
    rows = {one.id: one for one in observations()}
    for question in questions().values():
        for row in (rows[id_] for id_ in question.about if id_ in rows):
            target = question.request.partition("?")[0]
            is_named = row.request == target or row.id in _OTHER_PATH
            assert is_named, (question.id, row.id)
            assert row.url_form == question.url_form
            assert question.credential.startswith(row.credential) or row.id in _OTHER_CREDENTIAL


_OTHER_PATH = {"bearer-site", BASIC_REFUSED}
"""Rows of the same refusal on another path."""

_OTHER_CREDENTIAL = {"invalid-gateway"}
"""Garbage, revoked or expired: made up is garbage."""
