"""Workflow commands of GitHub for what is not as expected, at its line of the file of expectations.

Without expectations, what fails is marked in the subject file.
"""

from collections.abc import Iterator

from token_conformance.certify.gate.gated import Gated
from token_conformance.certify.gate.text import compared, ordered
from token_conformance.certify.gate.word import Change, Word
from token_conformance.report.workflow_command import workflow_command

_LEVELS = {Word.FAIL: "error", Word.WARN: "warning"}


def annotations(one: Gated) -> Iterator[str]:
    """One workflow command for each result that a person must look at."""
    return _unexpected(one) if one.expected else _failed(one)


def _unexpected(one: Gated) -> Iterator[str]:
    for each in ordered(one.differences):
        level = "error" if each.change is Change.WORSE else "warning"
        title = f"{each.change}: {one.run.subject} {each.place}"
        line = each.line if each.reason else None  # what is not in the file is not expected at any line
        yield workflow_command(level, (one.expected, line), title, compared(each, "expected"))


def _failed(one: Gated) -> Iterator[str]:
    for id_, seen in one.run.seen.items():
        if level := _LEVELS.get(seen.result):
            title = f"{seen.result}: {one.run.subject} {id_}"
            yield workflow_command(level, (one.file, None), title, seen.sentence)
