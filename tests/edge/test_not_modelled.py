"""What the local model does not know: one plain line, marked as its own."""

import pytest

from token_conformance.edge.not_modelled import not_modelled, status_only, unknown_answer
from token_conformance.edge.ruled import NOT_MODELLED, RuledResponse


@pytest.mark.parametrize(
    ("path", "why", "sentence"),
    [
        ("/a/b", "", "The local model does not know what GET /a/b answers."),
        ("/a", "it is gone", "The local model does not know what GET /a answers: it is gone."),
        ("/a\n\x1b\u202eb ü", "", "The local model does not know what GET /a%0A%1B%E2%80%AEb%20%C3%BC answers."),
    ],
)
def test_an_unknown_answer_is_one_line(path: str, why: str, sentence: str) -> None:
    """It names method and path in printable characters."""
    answer = unknown_answer("GET", path, why)
    assert (501, f"{sentence}\n") == (answer.status_code, bytes(answer.body).decode())
    assert ("text/plain;charset=UTF-8", "local model") == (
        answer.headers["content-type"],
        answer.headers["x-token-conformance"],
    )


def test_it_is_given_by_no_rule() -> None:
    """The log says so."""
    answer = not_modelled("A sentence.")
    assert isinstance(answer, RuledResponse)
    assert (NOT_MODELLED, b"A sentence.\n") == (answer.rule, answer.body)


def test_an_answer_whose_status_alone_is_known() -> None:
    """The body has the source, and does not sound like Atlassian."""
    answer = status_only("R2", 403, "GET", "/a", "documented: it is for apps")
    assert isinstance(answer, RuledResponse)
    assert (403, "R2", "local model") == (answer.status_code, answer.rule, answer.headers["x-token-conformance"])
    assert (
        b"GET /a answers 403 Forbidden (documented: it is for apps); the local model does not know the words of it.\n"
        == answer.body
    )
