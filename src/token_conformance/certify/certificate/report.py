"""The report of a certificate, as Markdown, page, badge and JUnit XML, and the statement that each of them carries.

These texts are a part of every certificate: a certificate that was packed with other texts is refused.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from token_conformance.certify.certificate.evidence import Evidence
from token_conformance.certify.certificate.logs import refused
from token_conformance.certify.certificate.rows import Row, rows
from token_conformance.certify.junit import Case, Mark, document
from token_conformance.certify.observation.observation import WireRequest
from token_conformance.certify.requirements.basis import Basis
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.result import Finding, Result
from token_conformance.certify.requirements.unserved import ASK, UNSERVED, unserved
from token_conformance.certify.subject.subject import Holder, Subject
from token_conformance.model.answer import printable
from token_conformance.report.badge import LOCAL_MODEL_COLOR, shields_json, svg
from token_conformance.report.markdown_text import code, code_spans, escape, table, with_code
from token_conformance.report.page.render import template

STATEMENT = "Self-certified against a local model; not endorsed by Atlassian."

EXPLANATION = """\
The author of the subject, or a user of it, ran this suite; nobody else was asked. What answered was the edge, a local
model that is built from published evidence, and nothing here was observed at Atlassian. Whoever has this certificate
can derive every finding again, from its observations alone, with `token-conformance certify verify`."""

STATEMENT_FILE = "STATEMENT.md"
MARKDOWN = "report.md"
PAGE = "report.html"


@dataclass(frozen=True)
class View:
    """The content of a report. `unsupported` gives the product's reason for each action that it does not have."""

    title: str
    facts: Mapping[str, str]
    rows: tuple[Row, ...]
    unsupported: Mapping[str, str]
    foreign: tuple[str, ...]
    unserved: tuple[str, ...]


def view_of(evidence: Evidence, judgement: Judgement) -> View:
    """The content of the report, as plain text."""
    return View(
        title=printable(f"{evidence.subject.product} {evidence.subject.version} with {_tokens(evidence.subject)}"),
        facts=_facts(evidence, judgement),
        rows=tuple(rows(evidence, judgement)),
        unsupported={str(action): printable(why) for action, why in sorted(evidence.subject.unsupported.items())},
        foreign=tuple(dict.fromkeys(_foreign(evidence))),
        unserved=tuple(map(printable, unserved(evidence.observations))),
    )


def _tokens(subject: Subject) -> str:
    """The API tokens that the product takes."""
    words: dict[tuple[Holder, ...], str] = {
        (Holder.PERSON,): "API tokens of both kinds",
        (Holder.SERVICE_ACCOUNT,): "API tokens of service accounts",
    }
    return words.get(subject.credentials, "API tokens of people and of service accounts")


def _facts(evidence: Evidence, judgement: Judgement) -> dict[str, str]:
    subject, record = evidence.subject, evidence.record
    return {
        "Level": judgement.basis.sentence,
        "Subject": printable(f"{subject.name}: {subject.product}, version {subject.version}"),
        "Home page": printable(subject.homepage),
        "Observed on": record.day,
        "Suite": f"atlassian-token-conformance {record.suite}",
        "Rules of the edge": f"SHA-256 {record.rules}",
        "Door": record.door,
        "Machine": f"{record.platform}, Python {record.python}",
    }


def _foreign(evidence: Evidence) -> Iterator[str]:
    return (_sent(scenario, request) for scenario, request in refused(evidence.observations))


def _sent(scenario: str, request: WireRequest) -> str:
    kind = "without a credential" if not request.places else f"with a token in: {', '.join(request.places)}"
    return f"{scenario}: {request.method} {request.scheme}://{request.host}{request.path}, {kind}"


def markdown(view: View) -> bytes:
    """The report as Markdown."""
    sections = [
        f"# {escape(view.title)}",
        f"**{STATEMENT}**\n{EXPLANATION}",
        table(("", ""), ((escape(label), escape(value)) for label, value in view.facts.items())),
        f"## Requirements\n\n{_requirements(view)}",
        *map(_leads, filter(lambda row: row.details, view.rows)),
        _list(
            "Actions that the product does not have", [f"{action}: {why}" for action, why in view.unsupported.items()]
        ),
        _list("Requests to foreign hosts", list(view.foreign)),
        _list(UNSERVED, list(view.unserved), ASK),
    ]
    return ("\n\n".join(section for section in sections if section) + "\n").encode()


def _requirements(view: View) -> str:
    rows = (
        (row.id, row.level, escape(row.title), escape(row.result), with_code(" ".join(row.seen)), code(row.output))
        for row in view.rows
    )
    return table(("", "Level", "Requirement", "Result", "What was seen", "What the user saw"), rows)


_TYPED = {"sent", "file", "repeat"}
"""The details that are code as a whole."""


def _leads(row: Row) -> str:
    """Where one finding leads."""
    lines = (f"- {label}: {code(text) if label in _TYPED else with_code(text)}" for label, text in row.details)
    return f"### {row.id}: {escape(row.name)}: {row.result}\n\n" + "\n".join(lines)


def _list(title: str, lines: list[str], introduction: str = "") -> str:
    listed = "\n".join(f"- {escape(line)}" for line in lines)
    return "\n\n".join(part for part in (f"## {title}", introduction, listed) if part) if lines else ""


def page(view: View, outputs: Mapping[str, bytes]) -> bytes:
    """The report as an HTML page that needs no other file; `outputs` are the files with the output, by name."""
    texts = {name: content.decode() for name, content in outputs.items()}
    filled = template(__package__, "certificate.html").render(
        view=view,
        outputs=texts,
        statement=STATEMENT,
        explanation=EXPLANATION,
        code_spans=code_spans,
        unserved=UNSERVED,
        ask=ASK,
    )
    return f"{filled}\n".encode()


def statement(basis: Basis) -> bytes:
    """The statement as a Markdown file, with the level and what it rests on."""
    return f"# {STATEMENT}\n\nLevel: **{basis.sentence}**.\n\n{EXPLANATION}\n".encode()


JSON = "badge.json"
SVG = "badge.svg"
LABEL = "API tokens with scopes"

_NO_LEVEL = "#57606a"


def badge_json(basis: Basis, suite: str) -> bytes:
    """The badge in the format that shields.io's endpoint badges read."""
    return shields_json(LABEL, _message(basis, suite), _color(basis)).encode()


def badge_svg(basis: Basis, suite: str) -> bytes:
    """The badge as an SVG picture with a title for screen readers."""
    return svg(LABEL, _message(basis, suite), _color(basis)).encode()


def _message(basis: Basis, suite: str) -> str:
    return f"{basis.short}, suite {suite} (self-certified)"


def _color(basis: Basis) -> str:
    """Blue or, without a level, grey. Green is for results that were observed at Atlassian."""
    return LOCAL_MODEL_COLOR if basis.level else _NO_LEVEL


NAME = "junit.xml"
_MARKS = {Result.FAIL: Mark.FAILURE, Result.NOT_OBSERVED: Mark.SKIPPED, Result.WARN: Mark.OUTPUT}


def junit(subject: str, findings: Sequence[Finding]) -> bytes:
    """The findings as JUnit XML."""
    suites = document([(subject, list(map(_case, findings)))])
    text: bytes = ET.tostring(suites, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _case(finding: Finding) -> Case:
    mark = _MARKS.get(finding.result)
    return Case(finding.requirement, mark, finding.sentence if mark else "")
