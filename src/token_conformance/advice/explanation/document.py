"""An explanation as JSON, as `explanation.schema.json` describes it."""

import json
from dataclasses import asdict
from typing import Any

from token_conformance.advice.explanation.explanation import Explanation, Reason
from token_conformance.advice.explanation.next_request import Request

FORMAT = 1
"""The number of the format; it is raised when a reader of the old one would be misled."""


def document(explanation: Explanation) -> str:
    """The explanation as JSON."""
    content = {
        "format": FORMAT,
        "verdict": explanation.verdict.value,
        "explained": asdict(explanation.of),
        "causes": [_cause(reason) for reason in explanation.reasons],
        "next": _next(explanation.next),
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


def _cause(reason: Reason) -> dict[str, Any]:
    return {
        "id": reason.cause.id,
        "likelihood": reason.likelihood.value,
        "because": list(reason.because),
        "remedy": reason.remedy,
        "grade": reason.evidence.grade,
        "source": reason.evidence.source,
    }


def _next(request: Request) -> dict[str, str]:
    return {
        "method": request.method,
        "url": request.url,
        "credential": request.credential,
        "tells": request.tells,
    }
