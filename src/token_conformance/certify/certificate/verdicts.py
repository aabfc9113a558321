"""The claims of a certificate, as JSON: its level, and one finding per requirement."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from token_conformance.certify.requirements.basis import Basis
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.result import Check, Finding, Result
from token_conformance.errors import CertificateError
from token_conformance.model.strict_json import parse_json

NAME = "verdicts.json"

Claim = dict[str, Any]


def claim(finding: Finding) -> Claim:
    """A finding as the file writes it: `seen` has the checks that decided it, unless it passed."""
    return {
        "requirement": finding.requirement,
        "result": finding.result,
        "sentence": finding.sentence,
        "scenarios": list(finding.scenarios),
        "actions": list(finding.actions),
        "seen": [] if finding.result is Result.PASS else list(map(_seen, finding.checks)),
    }


def _seen(check: Check) -> Claim:
    return {
        "scenario": check.scenario,
        "action": check.action,
        "description": check.description,
        "calls": list(map(asdict, check.calls)),
    }


def basis_claim(basis: Basis) -> Claim:
    """What the level rests on, as the file writes it."""
    return {
        "sentence": basis.sentence,
        "observed": basis.observed,
        "total": basis.total,
        "unobserved": list(basis.unobserved),
        "not_applicable": basis.not_applicable,
    }


@dataclass(frozen=True)
class Verdicts:
    """The claims of a certificate, which are not yet verified; findings by the ids of their requirements."""

    level: str | None
    basis: Claim
    excused: list[str]
    findings: dict[str, Claim]


def verdicts(judgement: Judgement) -> bytes:
    """The content of the file `verdicts.json`."""
    document = {
        "level": judgement.level,
        "basis": basis_claim(judgement.basis),
        "excused": judgement.excused,
        "findings": list(map(claim, judgement.findings)),
    }
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n".encode()


def read_verdicts(content: bytes) -> Verdicts:
    """Read `verdicts.json`; raises CertificateError if it is not valid."""
    try:
        document = parse_json(content)
        findings = {str(entry["requirement"]): dict(entry) for entry in document["findings"]}
        return Verdicts(document["level"], document["basis"], list(document["excused"]), findings)
    except (LookupError, TypeError, ValueError) as error:
        raise CertificateError(f"{NAME} is not a valid list of findings ({error or type(error).__name__})") from error
