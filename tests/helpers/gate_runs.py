"""Made-up results of runs, and a file of expectations with comments, for the tests of the gate."""

from dataclasses import replace

from token_conformance.certify.gate.run import Run
from token_conformance.certify.gate.seen import Part, Seen
from token_conformance.certify.gate.word import Word
from token_conformance.certify.requirements import REQUIREMENTS

EXPECTED = """\
# Known limits; ask the team before you change them.
format = 1
subject = "mine"

# Issue 41.
[T7.list-projects]
result = "fail" # since 1.0
reason = "An empty list is shown as success."

[T9]
result = "not observed"
reason = "It says nothing yet."
# The end.
"""


def part(word: str) -> Part:
    """What an action showed."""
    return Part(Word(word), "" if word == "pass" else f"`it` ended as {word}.")


def seen(word: str, **actions: str) -> Seen:
    """What a run showed of one requirement; `_` in the name of an action is `-`."""
    parts = {name.replace("_", "-"): part(result) for name, result in actions.items()}
    return Seen(Word(word), f"It was {word}.", parts)


def everything(**others: Seen) -> dict[str, Seen]:
    """A run in which every requirement passes, but for the others."""
    return {id_: others.get(id_, seen("pass", whoami="pass")) for id_ in REQUIREMENTS}


AS_EXPECTED = everything(T7=seen("fail", list_projects="fail", search="pass"), T9=seen("not observed"))
"""What `EXPECTED` expects."""


def run(results: dict[str, Seen], **fields: str) -> Run:
    """A run with these results."""
    made = Run("mine", "My <product>", "1.1", "2026-11-28", "proxy", "0.1.0", "ab" * 32, "", results)
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields that are text
