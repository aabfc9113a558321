"""The name server of the jail: every name is that of the edge."""

import struct

import pytest

from token_conformance.certify.observation.jail.network import answer_of

NAME = b"\x05files\x07example\x03com\x00"


def question(kind: int, *, number: int = 0x1234, name: bytes = NAME, questions: int = 1) -> bytes:
    """A question for a name, as a resolver sends it."""
    return struct.pack("!6H", number, 0x0100, questions, 0, 0, 0) + name + struct.pack("!2H", kind, 1)


def test_every_name_has_the_address_of_the_edge() -> None:
    """The answer has the number and the question of the request, and one address."""
    answer = answer_of(question(1))
    assert struct.pack("!6H", 0x1234, 0x8580, 1, 1, 0, 0) + question(1)[12:] == answer[: len(question(1))]
    assert bytes([127, 0, 0, 1]) == answer[-4:]


def test_no_name_has_an_address_of_another_kind() -> None:
    """A name without an address of IPv6 exists nevertheless: the resolver uses the other address."""
    assert struct.pack("!6H", 0x1234, 0x8580, 1, 0, 0, 0) + question(28)[12:] == answer_of(question(28))


def test_what_follows_the_question_is_left_out() -> None:
    """A resolver may add what it can do; the answer has nothing of that."""
    assert answer_of(question(1)) == answer_of(question(1) + bytes([0, 0, 41, 16, 0, 0, 0, 0, 0, 0, 0]))


@pytest.mark.parametrize(
    "unknown", [question(1, questions=2), question(1, questions=0), question(1, name=b"\x3fa"), question(1)[:-1]]
)
def test_what_is_no_question_is_refused(unknown: bytes) -> None:
    """The resolver learns that the server does not know it, and waits for nothing."""
    assert struct.pack("!6H", 0x1234, 0x8584, 0, 0, 0, 0) == answer_of(unknown)


def test_what_has_no_number_is_not_answered() -> None:
    """There is nothing to which an answer could belong."""
    assert b"" == answer_of(b"\x12\x34")
