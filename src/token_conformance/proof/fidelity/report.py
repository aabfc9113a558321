"""`reports/fidelity.md`: how far the edge answers as Atlassian was seen to, and where that is an open question."""

from collections.abc import Mapping, Sequence

from token_conformance.catalogue.evidence import Observation
from token_conformance.model.grade import Grade
from token_conformance.report.markdown_text import code, escape, table

Disagreements = Mapping[Observation, Sequence[str]]

_HEAD = """# Fidelity of the edge

<!-- Made by `token-conformance fidelity`; do not edit. -->

The edge is a local model of Atlassian's edge. Each row is a published observation of Atlassian, with who published it
and when; the edge was asked the same, and agrees where its status, every stated header and the stated body are the
same. That the model agrees with what was observed says nothing of what nobody has observed."""

_TITLES = ("Observation", "Request", "Credential", "URL form", "Status", "Grade", "Date", "Source", "The edge")


def render(asked: Disagreements) -> str:
    """The report: counts by grade, then every observation."""
    counts = table(("Grade", "Agrees", "Of"), [_count(grade, asked) for grade in Grade if _of(grade, asked)])
    total = f"**{sum(not found for found in asked.values())} of {len(asked)}** observations are reproduced by rule."
    return "\n\n".join([_HEAD, total, counts, table(_TITLES, map(_row, asked.items()))]) + "\n"


def _of(grade: Grade, asked: Disagreements) -> list[Sequence[str]]:
    return [found for observation, found in asked.items() if observation.grade is grade]


def _count(grade: Grade, asked: Disagreements) -> list[str]:
    of_grade = _of(grade, asked)
    return [grade, str(sum(not found for found in of_grade)), str(len(of_grade))]


def _row(asked: tuple[Observation, Sequence[str]]) -> list[str]:
    observation, found = asked
    texts = (observation.source, ("; ".join(found) and f"open question: {'; '.join(found)}") or "agrees")
    source, agreement = map(escape, texts)
    return [
        code(observation.id),
        code(observation.request),
        observation.credential,
        observation.url_form,
        str(observation.status),
        observation.grade,
        str(observation.date or "not dated"),
        source,
        agreement,
    ]
