"""The standings of all clients as one JSON document, `reports/integrations.json`: same standings, same bytes."""

import json
from collections.abc import Iterable

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Finding, Level, Result
from token_conformance.certify.standing.standing import Standing
from token_conformance.errors import ReportError
from token_conformance.model import strict_json

FORMAT = 1
REMEDY = "make it again with `token-conformance report --certification FOLDER`"


def dump(standings: Iterable[Standing]) -> str:
    """The text of the document."""
    record = {"format": FORMAT, "subjects": list(map(_record, standings))}
    return f"{json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False)}\n"


def parse(text: str, name: str) -> list[Standing]:
    """Read a document; raises ReportError that starts with `name` and names the key that is wrong."""
    try:
        return list(strict_json.members(strict_json.parse_json(text), _DOCUMENT)["subjects"])
    except ValueError as error:
        raise ReportError(f"{name}: {error}; {REMEDY}") from error


def _record(standing: Standing) -> dict[str, object]:
    """A standing without the checks that decided its findings: a certificate has them."""
    findings = [{key: getattr(finding, key) for key in _FINDING} for finding in standing.findings]
    return {**vars(standing), "findings": findings}


def _finding(value: object) -> Finding:
    return Finding(**strict_json.members(value, _FINDING))


def _standing(value: object) -> Standing:
    standing = Standing(**strict_json.members(value, _STANDING))
    if [finding.requirement for finding in standing.findings] != list(REQUIREMENTS):
        raise ValueError(f"the findings of {standing.name!r} are not those of this version's requirements")
    return standing


_FINDING = {
    "requirement": strict_json.text,
    "result": Result,
    "sentence": strict_json.text,
    "scenarios": strict_json.entries(strict_json.text),
}

_STANDING = {
    "name": strict_json.text,
    "product": strict_json.text,
    "version": strict_json.text,
    "homepage": strict_json.text,
    "day": strict_json.text,
    "suite": strict_json.text,
    "level": strict_json.optional(Level),
    "excused": strict_json.entries(strict_json.text),
    "unsupported": strict_json.texts,
    "findings": strict_json.entries(_finding),
}

_DOCUMENT = {"format": strict_json.format_number(FORMAT), "subjects": strict_json.entries(_standing)}
