"""The shapes of secrets: what is asked before a text is searched, and the search."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from properties import BUSY, given
from token_conformance.redaction.leaks.patterns import SECRETS, has_secret_shape, secret_shapes


@pytest.mark.parametrize("kind", SECRETS)
@settings(
    suppress_health_check=[*BUSY, HealthCheck.filter_too_much],
    max_examples=30 if "HYPOTHESIS_PROFILE" in os.environ else 10,
)
@given(data=st.data())
def test_every_text_of_a_shape_has_it(kind: str, data: st.DataObject) -> None:
    """The words that are looked for first leave nothing out."""
    shape = secret_shapes()[kind]
    text = data.draw(st.from_regex(shape).filter(shape.search))
    assert has_secret_shape(text)


@pytest.mark.parametrize("text", ["", "token", "Bearer of news", "auth login -u session secret: passwd", "AT work"])
def test_a_text_with_words_alone_has_no_shape(text: str) -> None:
    """A word is no secret."""
    assert not has_secret_shape(text)
