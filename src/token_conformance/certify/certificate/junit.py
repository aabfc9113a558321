"""The findings as JUnit XML, which every CI shows: one case for each requirement."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from token_conformance.certify.requirements.result import Finding, Result

NAME = "junit.xml"
_ELEMENTS = {Result.FAIL: "failure", Result.NOT_OBSERVED: "skipped"}


def junit(subject: str, findings: Sequence[Finding]) -> bytes:
    """A suite that is named like the subject."""
    suite = ET.Element("testsuite", {"name": subject, "tests": str(len(findings)), **_counts(findings)})
    for finding in findings:
        suite.append(_case(subject, finding))
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    text: bytes = ET.tostring(suites, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _counts(findings: Sequence[Finding]) -> dict[str, str]:
    results = [finding.result for finding in findings]
    return {"failures": str(results.count(Result.FAIL)), "skipped": str(results.count(Result.NOT_OBSERVED))}


def _case(subject: str, finding: Finding) -> ET.Element:
    case = ET.Element("testcase", {"classname": subject, "name": finding.requirement})
    if element := _ELEMENTS.get(finding.result):
        ET.SubElement(case, element, {"message": finding.sentence})
    elif finding.result is Result.WARN:
        ET.SubElement(case, "system-out").text = finding.sentence
    return case
