"""JUnit XML of requirements: one test suite per subject, and one test case per requirement."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """The element that says of a case that it has not simply passed."""

    FAILURE = "failure"
    SKIPPED = "skipped"
    OUTPUT = "system-out"
    """It passed, and there is something to read."""


@dataclass(frozen=True)
class Case:
    """One requirement by its id. `sentence` is the content of its mark; without a mark, the case has passed."""

    requirement: str
    mark: Mark | None = None
    sentence: str = ""


def document(subjects: Iterable[tuple[str, Sequence[Case]]]) -> ET.Element:
    """The root of the document: the cases of each subject, in the order in which they are given."""
    suites = ET.Element("testsuites")
    suites.extend(_suite(subject, cases) for subject, cases in subjects)
    ET.indent(suites)
    return suites


def _suite(subject: str, cases: Sequence[Case]) -> ET.Element:
    marks = [case.mark for case in cases]
    counts = {"failures": str(marks.count(Mark.FAILURE)), "skipped": str(marks.count(Mark.SKIPPED))}
    suite = ET.Element("testsuite", {"name": subject, "tests": str(len(cases)), **counts})
    suite.extend(_case(subject, case) for case in cases)
    return suite


def _case(subject: str, case: Case) -> ET.Element:
    element = ET.Element("testcase", {"classname": subject, "name": case.requirement})
    if case.mark is Mark.OUTPUT:
        ET.SubElement(element, case.mark).text = case.sentence
    elif case.mark:
        ET.SubElement(element, case.mark, {"message": case.sentence})
    return element
