"""The report on clients as Markdown, `reports/integrations.md`, and the signs and words of results in every report."""

from collections.abc import Sequence

from token_conformance.certify.certificate.report import STATEMENT
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Result
from token_conformance.certify.standing.behind import NOTHING, Behind
from token_conformance.certify.standing.standing import Standing
from token_conformance.report.markdown_text import escape, table, with_code

MEASURED = (
    "Measured against a local model, not Atlassian: the edge, which is built from published evidence. It shows what a"
    " product sends and how it takes an answer."
)
NEUTRAL = (
    "Each product was driven by a few lines that print what it returns, without retries or paging of their own, in the"
    " version that is named. A newer version is named in brackets, with the day on which it was looked up. A finding"
    " says what was seen then, and can be reproduced. Where a product calls operations of Confluence v1 that are"
    " published no more, its results at the gateway rest on what rule G8 claims and infers."
)

SYMBOLS = {Result.PASS: "✓", Result.WARN: "△", Result.FAIL: "✗", Result.NOT_OBSERVED: "·"}
"""One sign per result, distinguishable by shape, not only by colour."""

EXCUSED = "○"

MEANINGS = {
    "✓ pass": "it does what is required",
    "△ warn": "it does, but its user should know how",
    "✗ fail": "it does not",
    "· not observed": "nothing that it did shows it",
    "○ unsupported": "it has no action that could show it, and says so",
}


def render(standings: Sequence[Standing], behind: Behind = NOTHING) -> str:
    """The whole report."""
    sections = [
        "# Which integrations work with API tokens of both kinds",
        "<!-- Made by `token-conformance report`; do not edit. -->",
        f"**{escape(MEASURED)}**\n{STATEMENT} {escape(NEUTRAL)}",
        f"## Clients and requirements\n\n{_grid(standings, behind)}",
        table(("Shown", "Meaning"), MEANINGS.items()),
        f"## Requirements\n\n{_requirements()}",
        *(_details(standing, behind) for standing in standings),
    ]
    return "\n\n".join(sections) + "\n"


def symbol(standing: Standing, requirement: str) -> str:
    """The sign of one finding."""
    return EXCUSED if requirement in standing.excused else SYMBOLS[standing.finding(requirement).result]


def result(standing: Standing, requirement: str) -> str:
    """The word for one finding."""
    return "unsupported" if requirement in standing.excused else standing.finding(requirement).result


def title(standing: Standing, behind: Behind) -> str:
    """The product with its version and, if that is behind, the newest one with the day of the check."""
    newest = behind.newer_than(standing)
    return f"{standing.title} ({newest} on {behind.day})" if newest else standing.title


def _grid(standings: Sequence[Standing], behind: Behind) -> str:
    lines = ([escape(title(s, behind)), s.rests_on, *(symbol(s, id_) for id_ in REQUIREMENTS)] for s in standings)
    return table(("Client", "Level", *REQUIREMENTS), lines)


def _requirements() -> str:
    lines = ((one.id, one.level, escape(one.name), escape(one.title)) for one in REQUIREMENTS.values())
    return table(("", "Level", "In short", "Requirement"), lines)


def _details(standing: Standing, behind: Behind) -> str:
    """One product: every finding other than a pass, and the actions that it does not have."""
    findings = [finding for finding in standing.findings if finding.result is not Result.PASS]
    rows = ((f.requirement, result(standing, f.requirement), with_code(f.sentence)) for f in findings)
    unsupported = [f"- {action}: {escape(reason)}" for action, reason in sorted(standing.unsupported.items())]
    newest = behind.newer_than(standing)
    newer = f" On {behind.day}, {newest} was the newest version." if newest else ""
    observed = f"Observed on {standing.day} by v{standing.suite}. <{standing.homepage}>{newer}"
    parts = [
        f"## {escape(standing.title)}",
        f"Level: **{standing.rests_on}**. {observed}",
        table(("", "Result", "What was seen, and what to change"), rows) if findings else "Every requirement is met.",
        "\n".join(["Actions that it does not have:", "", *unsupported]) if unsupported else "",
    ]
    return "\n\n".join(part for part in parts if part)
