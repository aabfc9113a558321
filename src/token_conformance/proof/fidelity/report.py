"""`reports/fidelity.md`: which observations of Atlassian the edge reproduces, and which are open questions."""

from collections.abc import Mapping, Sequence

from token_conformance.catalogue.evidence import Observation
from token_conformance.model.grade import Grade
from token_conformance.report.markdown_text import code, escape, table

Disagreements = Mapping[Observation, Sequence[str]]

_HEAD = """# Fidelity of the edge

<!-- Made by `token-conformance fidelity`; do not edit. -->

The edge is a local model of Atlassian's edge. Each row is a published observation of Atlassian, with who published it
and when. The edge got the same request, and agrees if its status, every stated header and the stated body are the same.
Agreement with an observation says nothing about requests that nobody has observed."""

_TITLES = ("Observation", "Request", "Credential", "URL form", "Status", "Grade", "Date", "Source", "The edge")


def render(compared: Disagreements) -> str:
    """The text of the report: the counts by grade, then every observation."""
    counts = table(("Grade", "Agrees", "Of"), [_count(grade, compared) for grade in Grade if _of(grade, compared)])
    agreeing = sum(not differences for differences in compared.values())
    total = f"**{agreeing} of {len(compared)}** observations are reproduced by a rule."
    return "\n\n".join([_HEAD, total, counts, table(_TITLES, map(_row, compared.items()))]) + "\n"


def _of(grade: Grade, compared: Disagreements) -> list[Sequence[str]]:
    return [differences for observation, differences in compared.items() if observation.grade is grade]


def _count(grade: Grade, compared: Disagreements) -> list[str]:
    of_grade = _of(grade, compared)
    return [grade, str(sum(not differences for differences in of_grade)), str(len(of_grade))]


def _row(compared: tuple[Observation, Sequence[str]]) -> list[str]:
    observation, differences = compared
    texts = (observation.source, ("; ".join(differences) and f"open question: {'; '.join(differences)}") or "agrees")
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
