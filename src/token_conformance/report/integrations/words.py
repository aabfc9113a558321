"""How results are shown, told apart without colour, and what must stand wherever they are."""

from token_conformance.certify.requirements.result import Result
from token_conformance.report.integrations.standing import Standing

MEASURED = (
    "Measured against a local model, not Atlassian: the edge, which is built from published evidence. It shows what a"
    " product sends and how it takes an answer."
)
NEUTRAL = (
    "Each product was driven by a few lines that print what it returns, without retries or paging of their own, in the"
    " version that is named. A finding says what was seen then, and can be reproduced. Where a product calls"
    " operations of Confluence v1 that are published no more, its results at the gateway rest on an inferred rule (G8)."
)

SYMBOLS = {Result.PASS: "✓", Result.WARN: "△", Result.FAIL: "✗", Result.NOT_OBSERVED: "·"}
"""For each result, a sign that differs in its shape."""

EXCUSED = "○"

MEANINGS = {
    "✓ pass": "it does what is required",
    "△ warn": "it does, but its user should know how",
    "✗ fail": "it does not",
    "· not observed": "nothing that it did shows it",
    "○ unsupported": "it has no action that could show it, and says so",
}


def symbol(standing: Standing, requirement: str) -> str:
    """The sign of one finding."""
    return EXCUSED if requirement in standing.excused else SYMBOLS[standing.finding(requirement).result]


def result(standing: Standing, requirement: str) -> str:
    """The word for one finding."""
    return "unsupported" if requirement in standing.excused else standing.finding(requirement).result
