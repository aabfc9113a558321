"""Failures from public threads: their cause is explained, and nothing is claimed that a paste does not show."""

from functools import cache

import pytest

from explain_figures import FILE, figures
from symptoms import Symptom, share, symptoms
from token_conformance.advice import explain
from token_conformance.advice.explanation.explanation import MOST, Explanation, Verdict

TELLING = [one for one in symptoms() if not one.is_bare]
BARE = [one for one in symptoms() if one.is_bare]


@cache
def explained(symptom: Symptom) -> Explanation:
    """The explanation of a paste, which several tests look at."""
    return explain(symptom.paste)


def test_there_are_the_public_symptoms() -> None:
    """A figure without its number says nothing."""
    assert (111, 103, 8) == (len(symptoms()), len(TELLING), len(BARE))


def test_the_cause_is_among_four() -> None:
    """It is for at least 95 % of the pastes that show more than a status."""
    assert 0.95 <= share(one.is_in(explained(one)) for one in TELLING)
    assert all(len(explained(one).reasons) <= MOST for one in symptoms())


def test_the_cause_is_first_where_the_text_decides() -> None:
    """It is for at least 95 % of them."""
    assert 0.95 <= share(one.is_first_in(explained(one)) for one in TELLING if one.text_decides)


@pytest.mark.parametrize("symptom", BARE, ids=lambda one: one.id)
def test_a_status_alone_is_no_cause(symptom: Symptom) -> None:
    """The answer says that it cannot be told, and asks for a request with the same credential."""
    found = explained(symptom)
    assert Verdict.CANNOT_BE_TOLD is found.verdict
    assert not {"likely"} & {reason.likelihood for reason in found.reasons}
    assert ("GET", "same") == (found.next.method, found.next.credential)


@pytest.mark.parametrize("symptom", symptoms(), ids=lambda one: one.id)
def test_the_kind_of_token_is_not_blamed_where_it_does_not_matter(symptom: Symptom) -> None:
    """Neither scopes nor the form of the URL are first then."""
    assert not symptom.blames_the_kind(explained(symptom))


@pytest.mark.parametrize("symptom", TELLING, ids=lambda one: one.id)
def test_what_speaks_for_a_cause_is_quoted(symptom: Symptom) -> None:
    """Each cause has a piece of the paste, and a sentence that says what it means."""
    for reason in explained(symptom).reasons:
        assert reason.because
        assert reason.why


def test_the_figures_are_not_stale() -> None:
    """The committed figures are those of the rules as they are."""
    assert FILE.read_text(encoding="utf-8") == figures()
