"""The report of a certificate as Markdown."""

from token_conformance.integrations.certificate.statement import EXPLANATION, STATEMENT
from token_conformance.integrations.certificate.view import View
from token_conformance.report.markdown_text import code, escape, table

NAME = "report.md"


def markdown(view: View) -> bytes:
    """The whole report."""
    sections = [
        f"# {escape(view.title)}",
        f"**{STATEMENT}**\n{EXPLANATION}",
        table(("", ""), ((escape(label), escape(value)) for label, value in view.facts.items())),
        f"## Requirements\n\n{_requirements(view)}",
        _list(
            "Actions that the product does not have", [f"{action}: {why}" for action, why in view.unsupported.items()]
        ),
        _list("Requests to foreign hosts", list(view.foreign)),
    ]
    return ("\n\n".join(section for section in sections if section) + "\n").encode()


def _requirements(view: View) -> str:
    rows = (
        (row.id, row.level, escape(row.title), escape(row.result), escape(row.sentence), code(row.output))
        for row in view.rows
    )
    return table(("", "Level", "Requirement", "Result", "What was seen", "What the user saw"), rows)


def _list(title: str, lines: list[str]) -> str:
    return f"## {title}\n\n" + "\n".join(f"- {escape(line)}" for line in lines) if lines else ""
