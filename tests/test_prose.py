"""Docstrings and messages are plain English: these patterns, which have been hard to read, do not come back."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import token_conformance

PACKAGE = Path(token_conformance.__file__).parent

_VERB = (
    r"(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|must|will|would|cannot|knows?|holds?|needs?|makes?"
    r"|takes?|comes?|goes|says?|tells?|means?|stays?)"
)
_SUBJECT = (
    r"(?:it|they|he|there|otherwise|nobody|nothing|only|an?|the|its|their|what|this|these|those|that|each|every|some"
    r"|neither|both|one|who|which)"
)

PLAIN = {
    r"\b(?:is|are|be|been) told\b": "say: is reported, is known by",
    r"\bwho(?:so)?(?:se|m)?ever\b|\bwhichever\b|, whatever\b|\bwhatever (?:stands|it|is)\b": "name the thing",
    r"\bstands? (?:for|behind|beside|before it)\b": "say: is, follows, replaces",
    r"(?<!there )\b(?:is|are) none\b": "say: is not one",
    r"(?<!there )\b(?:is|are) no [a-z]+(?=[.,;:]|$)": "say: is not a",
    r"\b(?:not|cannot|nowhere) (?:to )?be had\b": "say: could not be created, is not available",
    r"\bnothing but\b": "say: only",
    r"\bbeforehand\b": "say: before the run",
    rf"(?:^|[.;:,] )[Ff]or {_SUBJECT} [a-z' -]*\b{_VERB}\b": "say: because",
    r"\ban? [a-z]+ an? (?:cell|line|row|endpoint|run|product|source|file|folder|requirement|value)\b": "say: one per",
    r"\b[Tt]he way of\b": "name the thing",
    r"\bsees? to it\b": "say: ensure",
}
"""Patterns of sentences that need a second reading, and what to write."""

FIXED = ("certify/requirements", "edge/products")
"""Folders whose messages are fixed: certificates contain them, or the edge answers with Atlassian's own words."""


def texts() -> Iterator[tuple[str, str]]:
    """The file and the text of every docstring and message of the package; a message is a string with a space in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        found = _docstrings(nodes) if file.startswith(FIXED) else _strings(nodes)
        yield from ((file, " ".join(text.split())) for text in found if " " in text.strip())


def _strings(nodes: list[ast.AST]) -> Iterator[str]:
    yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _docstrings(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""


def problems(text: str) -> list[str]:
    """What is hard to read in a text, each with what to write."""
    found = ((re.search(pattern, text), remedy) for pattern, remedy in PLAIN.items())
    return [f"{match.group()!r}: {remedy}" for match, remedy in found if match]


def test_docstrings_and_messages_are_plain() -> None:
    """No sentence of the package is written in a way that has been hard to read."""
    assert [] == [f"{file}: {problem}: {text}" for file, text in texts() for problem in problems(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Parts of what a secret's base64 can be told by, whatever stands beside it",
        "What a cell talks to that its cassette answers, in whichever run",
        "What stands behind both URL forms",
        "The way of the cells' requests, which changes nothing but what the run has made",
        "A cell with what is known of it beforehand, and its result once it has been run.",
        "Left as it was, for it would hold what leaks.",
        "Where live runs keep what they observed, a folder a run.",
        "A disposable issue was not to be had.",
    ],
)
def test_sentences_that_were_hard_to_read_are_found(sentence: str) -> None:
    """The check fails on the sentences that it was made for."""
    assert problems(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Parts of a secret's Base64 that do not depend on its neighbours, so it is found at any alignment.",
        "The target used when a cassette answers.",
        "State shared by site and gateway.",
        "Write guard: a request that would change something this run did not create is never sent.",
        "One cell during its run.",
        "Wait for the page, for example for its heading.",
    ],
)
def test_plain_sentences_pass(sentence: str) -> None:
    """The check leaves the plain forms of the same sentences alone."""
    assert [] == problems(sentence)
