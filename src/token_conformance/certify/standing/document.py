"""The standings of all clients as one JSON document, `reports/integrations.json`: same standings, same bytes."""

import json
from collections.abc import Iterable

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Finding, Level, Result
from token_conformance.certify.standing.standing import Standing
from token_conformance.errors import ReportError
from token_conformance.model.strict_json import parse_json
from token_conformance.results import fields

FORMAT = 1
REMEDY = "make it again with `token-conformance report --certification FOLDER`"


def dump(standings: Iterable[Standing]) -> str:
    """The text of the document."""
    record = {"format": FORMAT, "subjects": list(map(_record, standings))}
    return f"{json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False)}\n"


def parse(text: str, name: str) -> list[Standing]:
    """Read a document; raises ReportError that starts with `name` and names the key that is wrong."""
    try:
        return list(fields.members(parse_json(text), _DOCUMENT)["subjects"])
    except ValueError as error:
        raise ReportError(f"{name}: {error}; {REMEDY}") from error


def _record(standing: Standing) -> dict[str, object]:
    """A standing without the checks that decided its findings: a certificate has them."""
    findings = [{key: getattr(finding, key) for key in _FINDING} for finding in standing.findings]
    return {**vars(standing), "findings": findings}


def _finding(value: object) -> Finding:
    return Finding(**fields.members(value, _FINDING))


def _standing(value: object) -> Standing:
    standing = Standing(**fields.members(value, _STANDING))
    if [finding.requirement for finding in standing.findings] != list(REQUIREMENTS):
        raise ValueError(f"the findings of {standing.name!r} are not those of this version's requirements")
    return standing


_FINDING = {
    "requirement": fields.text,
    "result": Result,
    "sentence": fields.text,
    "scenarios": fields.entries(fields.text),
}

_STANDING = {
    "name": fields.text,
    "product": fields.text,
    "version": fields.text,
    "homepage": fields.text,
    "day": fields.text,
    "suite": fields.text,
    "level": fields.optional(Level),
    "excused": fields.entries(fields.text),
    "unsupported": fields.texts,
    "findings": fields.entries(_finding),
}

_DOCUMENT = {"format": fields.format_number(FORMAT), "subjects": fields.entries(_standing)}
