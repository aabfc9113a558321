"""The results of a run as JSON for a program, whose schema is `results.schema.json`."""

import json
from collections.abc import Iterable
from typing import Any

from token_conformance.certify.certificate.report import STATEMENT
from token_conformance.certify.gate.comparison import Difference
from token_conformance.certify.gate.gate import status
from token_conformance.certify.gate.gated import Gated
from token_conformance.certify.gate.seen import Seen
from token_conformance.certify.requirements import REQUIREMENTS

FORMAT = 1
"""The number of the JSON formats; it is raised with every change that a reader could trip over."""

VERDICTS = {0: "as expected", 1: "worse", 3: "stale"}
"""The verdict of a gate by its exit status."""


def document(runs: Iterable[Gated]) -> str:
    """One JSON document with the runs of all subjects."""
    facts = {"format": FORMAT, "statement": STATEMENT, "subjects": [_subject(one) for one in runs]}
    return f"{json.dumps(facts, indent=2, ensure_ascii=False)}\n"


def _subject(one: Gated) -> dict[str, Any]:
    run = one.run
    return {
        "name": run.subject,
        "file": one.file,
        "product": run.product,
        "version": run.version,
        "day": run.day,
        "door": run.door,
        "suite": run.suite,
        "rules": run.rules,
        "level": run.level or None,
        "findings": [_finding(id_, seen) for id_, seen in run.seen.items()],
        "gate": _gate(one),
    }


def _finding(id_: str, seen: Seen) -> dict[str, Any]:
    requirement = REQUIREMENTS[id_]
    return {
        "requirement": id_,
        "level": requirement.level,
        "title": requirement.title,
        "result": seen.result,
        "sentence": seen.sentence,
        "actions": [
            {"action": action, "result": part.result, "sentence": part.sentence}
            for action, part in seen.actions.items()
        ],
    }


def _gate(one: Gated) -> dict[str, Any] | None:
    if not one.expected:
        return None
    return {
        "file": one.expected,
        "verdict": VERDICTS[status(one.differences)],
        "differences": differences_of(one.differences),
    }


def differences_of(found: Iterable[Difference]) -> list[dict[str, Any]]:
    """Differences as JSON."""
    return [
        {
            "requirement": one.requirement,
            "action": one.action or None,
            "before": one.before,
            "after": one.after,
            "change": one.change,
            "sentence": one.sentence,
            "reason": one.reason or None,
            "line": one.line,
        }
        for one in found
    ]
