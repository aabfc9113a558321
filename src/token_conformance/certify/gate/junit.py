"""The results of runs as JUnit XML: one test suite per subject, and one test case per requirement.

With expectations, a case fails if it is not as expected; an expected result that is not a pass is skipped.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from token_conformance.certify.gate.comparison import Difference
from token_conformance.certify.gate.gated import Gated
from token_conformance.certify.gate.seen import Seen
from token_conformance.certify.gate.text import compared
from token_conformance.certify.gate.word import Word
from token_conformance.redaction.output import one_line


def junit(runs: Iterable[Gated]) -> str:
    """One XML document."""
    suites = ET.Element("testsuites")
    suites.extend(map(_suite, runs))
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _suite(one: Gated) -> ET.Element:
    cases = [_case(one, id_, seen) for id_, seen in one.run.seen.items()]
    counts = {f"{name}s" if name == "failure" else name: _count(cases, name) for name in ("failure", "skipped")}
    suite = ET.Element("testsuite", {"name": one.run.subject, "tests": str(len(cases)), **counts})
    suite.extend(cases)
    return suite


def _count(cases: Sequence[ET.Element], name: str) -> str:
    return str(sum(case.find(name) is not None for case in cases))


def _case(one: Gated, id_: str, seen: Seen) -> ET.Element:
    case = ET.Element("testcase", {"classname": one.run.subject, "name": id_})
    sentence = one_line(seen.sentence)
    if found := [difference for difference in one.differences if difference.requirement == id_]:
        ET.SubElement(case, "failure", {"message": one_line(" ".join(map(_said, found)))})
    elif seen.result is Word.FAIL and not one.expected:
        ET.SubElement(case, "failure", {"message": sentence})
    elif not seen.result.is_good:
        ET.SubElement(case, "skipped", {"message": f"{seen.result}: {sentence}"})
    elif seen.result is Word.WARN:
        ET.SubElement(case, "system-out").text = sentence
    return case


def _said(one: Difference) -> str:
    return f"{one.change} {one.place}: {compared(one, 'expected')}"
