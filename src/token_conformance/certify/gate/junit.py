"""The results of runs as JUnit XML.

With expectations, a case fails if it is not as expected; an expected result that is not a pass is skipped.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from token_conformance.certify.gate.comparison import Difference
from token_conformance.certify.gate.gated import Gated
from token_conformance.certify.gate.seen import Seen
from token_conformance.certify.gate.text import compared
from token_conformance.certify.gate.word import Word
from token_conformance.certify.junit import Case, Mark, document
from token_conformance.redaction.output import one_line


def junit(runs: Iterable[Gated]) -> str:
    """One XML document."""
    suites = document((one.run.subject, [_case(one, id_, seen) for id_, seen in one.run.seen.items()]) for one in runs)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _case(one: Gated, id_: str, seen: Seen) -> Case:
    sentence = one_line(seen.sentence)
    if found := [difference for difference in one.differences if difference.requirement == id_]:
        return Case(id_, Mark.FAILURE, one_line(" ".join(map(_said, found))))
    if seen.result is Word.FAIL and not one.expected:
        return Case(id_, Mark.FAILURE, sentence)
    if not seen.result.is_good:
        return Case(id_, Mark.SKIPPED, f"{seen.result}: {sentence}")
    return Case(id_, Mark.OUTPUT, sentence) if seen.result is Word.WARN else Case(id_)


def _said(one: Difference) -> str:
    return f"{one.change} {one.place}: {compared(one, 'expected')}"
