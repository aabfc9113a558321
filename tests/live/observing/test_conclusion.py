"""What follows from an observation: an answer to a token counts if the token is proven."""

import pytest

from observing import GOOD, made_up
from token_conformance.live.observing.conclusion import UNPROVEN, conclusions
from token_conformance.live.observing.observation import Missing
from token_conformance.live.observing.questions import Login, questions

ANSWERS = dict.fromkeys(questions(), "mismatch") | GOOD
PROOFS = [id_ for id_, one in questions().items() if one.login is Login.GOOD]


def test_with_good_tokens_everything_counts() -> None:
    """In the order of the questions."""
    found = list(conclusions(made_up(ANSWERS)))
    assert [*questions()] == [one.question.id for one in found]
    assert [] == [one for one in found if one.reading is UNPROVEN]
    assert 401 == next(one.status for one in found if one.question.id == "scoped-automation")


@pytest.mark.parametrize("proof", PROOFS)
@pytest.mark.parametrize("instead", ["gate", Missing.NO_ANSWER], ids=["refused", "missing"])
def test_what_a_token_got_says_nothing_if_it_is_not_proven(proof: str, instead: str | Missing) -> None:
    """Of a token that has no scopes, or is not good, another answer is right; other tokens still count."""
    found = list(conclusions(made_up({**ANSWERS, proof: instead})))
    token = questions()[proof].credential.token
    unproven = {one.question.id for one in found if one.reading is UNPROVEN}
    assert {id_ for id_, one in questions().items() if one.credential.token is token and id_ != proof} == unproven
    assert not any(one.is_clear for one in found if one.question.id in unproven)
