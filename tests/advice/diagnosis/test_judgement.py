"""What follows from the signs, also where the edge cannot show them."""

import datetime as dt

import pytest

from token_conformance.advice.diagnosis.judgement import PERSONAL, judge
from token_conformance.advice.diagnosis.probe import Probe
from token_conformance.advice.diagnosis.shape import Shape
from token_conformance.advice.diagnosis.sign import Sign
from token_conformance.advice.diagnosis.words import names

NOW = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)
BASIC = Shape("Basic", is_personal=True)
J, C, S, W = Probe.JIRA_GATEWAY, Probe.CONFLUENCE_GATEWAY, Probe.JIRA_SITE, Probe.CONFLUENCE_SITE

CASES: list[tuple[dict[Probe, Sign], bool | None, tuple[str, ...], list[str], list[str]]] = [
    ({J: Sign.OK, C: Sign.OK, S: Sign.OK}, True, ("unscoped",), [], []),
    ({J: Sign.LOGIN_REFUSED, S: Sign.OK}, True, ("unscoped",), [], []),
    ({J: Sign.NOT_FOUND, C: Sign.OK, W: Sign.OK}, True, ("unscoped",), [], []),
    ({J: Sign.OK, C: Sign.OK, S: Sign.STRANGER}, True, ("scoped-jira", "scoped-confluence"), [], []),
    ({J: Sign.NOT_FOUND, C: Sign.OK, W: Sign.SCOPED_PAGE}, True, ("scoped-confluence",), [], []),
    ({J: Sign.NOT_FOUND, C: Sign.NOT_FOUND, W: Sign.SCOPED_PAGE}, True, PERSONAL[1:], [], ["app-open"]),
    ({J: Sign.OK, C: Sign.NOT_FOUND, S: Sign.STRANGER}, True, ("scoped-jira",), [], []),
    ({J: Sign.OK, C: Sign.OK, S: Sign.SERVER_ERROR}, True, PERSONAL[:3], [], ["kind"]),
    ({S: Sign.PASSWORD}, False, ("password",), ["password-instead-of-token", "email-missing"], ["password"]),
    (
        {J: Sign.LOGIN_REFUSED, S: Sign.PASSWORD},
        False,
        ("password",),
        ["password-instead-of-token", "email-missing"],
        ["password"],
    ),
    ({J: Sign.PAIR_REFUSED}, False, (), ["wrong-email", "token-invalid"], ["pair"]),
    ({J: Sign.LOGIN_REFUSED, S: Sign.STRANGER}, False, (), ["token-invalid", "wrong-email"], ["invalid"]),
    (
        {J: Sign.LOGIN_REFUSED, S: Sign.NOTHING_ARRIVED},
        False,
        (),
        ["token-invalid", "token-not-sent", "wrong-email"],
        ["invalid"],
    ),
    ({S: Sign.STRANGER}, None, (), ["token-invalid", "scoped-token-at-site", "wrong-email"], ["scoped-or-invalid"]),
    ({S: Sign.NOTHING_ARRIVED}, None, (), ["token-not-sent", "email-missing"], []),
    ({W: Sign.NO_PRODUCT}, None, (), ["token-invalid", "product-access-missing"], ["invalid-or-access"]),
    ({J: Sign.MODEL, C: Sign.MODEL, S: Sign.MODEL}, None, (), [], ["model"]),
    ({J: Sign.FORBIDDEN, C: Sign.FORBIDDEN, S: Sign.FORBIDDEN}, None, (), [], ["nothing-seen"]),
    ({}, None, (), [], ["nothing-seen"]),
]


@pytest.mark.parametrize(("signs", "is_good", "kinds", "causes", "untold"), CASES)
def test_what_follows(
    signs: dict[Probe, Sign], is_good: bool | None, kinds: tuple[str, ...], causes: list[str], untold: list[str]
) -> None:
    """The kind, whether it is good, the causes in their order, and what stays open."""
    found = judge(BASIC, signs, NOW)
    assert (is_good, kinds, causes, untold) == (found.is_good, found.kinds, list(found.causes), list(found.untold))


def test_a_token_of_the_other_app_and_a_missing_product_are_not_told_apart() -> None:
    """The gateway answers both as a missing scope; a refusal that says something else is not taken for it."""
    assert ("scope-or-product-confluence",) == judge(BASIC, {J: Sign.OK, C: Sign.SCOPE, S: Sign.STRANGER}, NOW).untold
    assert ("scope-or-product-jira",) == judge(BASIC, {J: Sign.SCOPE, C: Sign.OK, S: Sign.STRANGER}, NOW).untold
    assert () == judge(BASIC, {J: Sign.FORBIDDEN, C: Sign.OK, S: Sign.STRANGER}, NOW).untold


def test_an_oauth_token_says_itself_when_it_has_expired() -> None:
    """One that has not expired was refused for another reason."""
    kinds = ("oauth-3lo", "oauth-2lo")
    for expires, cause in ((NOW, "token-expired"), (NOW + dt.timedelta(seconds=1), "token-invalid")):
        shape = Shape("Bearer", kinds, expires=expires)
        assert [cause] == list(judge(shape, {J: Sign.LOGIN_REFUSED}, NOW).causes)


def test_every_sentence_is_used() -> None:
    """No sentence about what is open, or about a kind, is left without a case."""
    used = {name for signs, *_ in CASES for name in judge(BASIC, signs, NOW).untold}
    more = {"new-world", "scope-or-product-jira", "scope-or-product-confluence", "app", "same-shape", "invalid-oauth"}
    assert set(names("untold")) == used | more
