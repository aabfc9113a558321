"""`reports/fidelity.md`: which observations of Atlassian the edge reproduces, and which are open questions."""

from collections.abc import Sequence

from token_conformance.catalogue.evidence import Observation
from token_conformance.model.grade import Grade
from token_conformance.proof.fidelity.comparison import Disagreements, open_questions
from token_conformance.report.markdown_text import code, escape, table

_HEAD = """# Fidelity of the edge

<!-- Made by `token-conformance fidelity`; do not edit. -->

The edge is a local model of Atlassian's edge. Each row is a published observation of Atlassian, with who published it
and when. The edge got the same request, and agrees if its status, every stated header and the stated body are the same.
Agreement with an observation says nothing about requests that nobody has observed."""

_TITLES = ("Observation", "Request", "Credential", "URL form", "Status", "Grade", "Date", "Source", "The edge")


def render(compared: Disagreements) -> str:
    """The text of the report: the counts by grade, then every observation."""
    counts = table(("Grade", "Agrees", "Of"), [_count(grade, compared) for grade in Grade if _of(grade, compared)])
    rows = [_row(observation, differences, compared) for observation, differences in compared.items()]
    return "\n\n".join([_HEAD, _total(compared), counts, table(_TITLES, rows)]) + "\n"


def _total(compared: Disagreements) -> str:
    agreeing = sum(not differences for differences in compared.values())
    total = f"**{agreeing} of {len(compared)}** observations are reproduced by a rule."
    count = len(open_questions(compared))
    if not count:
        return total
    return f"{total} {count} {'contradicts' if count == 1 else 'contradict'} one that is: which is true, is open."


def _of(grade: Grade, compared: Disagreements) -> list[Sequence[str]]:
    return [differences for observation, differences in compared.items() if observation.grade is grade]


def _count(grade: Grade, compared: Disagreements) -> list[str]:
    of_grade = _of(grade, compared)
    return [grade, str(sum(not differences for differences in of_grade)), str(len(of_grade))]


def _row(observation: Observation, differences: Sequence[str], compared: Disagreements) -> list[str]:
    source, agreement = map(escape, (observation.source, _agreement(observation, differences, compared)))
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


def _agreement(observation: Observation, differences: Sequence[str], compared: Disagreements) -> str:
    if not differences:
        return "agrees"
    other = open_questions(compared).get(observation.id)
    what = "; ".join(differences)
    return f"open: it contradicts {other.id}, which agrees ({what})" if other else f"differs: {what}"
