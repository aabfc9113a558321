"""What evidence files of `observe` say of the rules, of the committed evidence, and of the open questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from token_conformance.catalogue.evidence import observations
from token_conformance.catalogue.rules import rules
from token_conformance.errors import ObservationError, UserError
from token_conformance.live.observing.conclusion import Conclusion, conclusions
from token_conformance.live.observing.evidence_file import read
from token_conformance.live.observing.observation import Observation
from token_conformance.live.observing.questions import questions
from token_conformance.report.markdown_text import code, escape, table

SUFFIX = ".toml"

_HEAD = """# What the given observations say

Each row is an answer of Atlassian that somebody has recorded with `token-conformance observe`, beside the rule of the
edge or the published observation that it is about. Who recorded it vouches for it: a file proves nothing by itself."""

_TITLES = ("About", "Says", "Question", "Answer", "File")
_QUESTION_TITLES = ("Question", "Answer", "File")


@dataclass(frozen=True)
class Given:
    """One file with its observation, and what follows from it."""

    path: Path
    observation: Observation
    conclusions: tuple[Conclusion, ...]


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files among the paths, and those in the folders; raises UserError for a folder without any."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not inside:
            raise UserError(f"{path}: no file in it ends with {SUFFIX}; name a file of `token-conformance observe`")
        found += inside
    return list(dict.fromkeys(found))


def given(path: Path) -> Given:
    """Read a file; raises UserError with one line for one that is no observation of Atlassian."""
    observation = read(path)
    if observation.source != "live":
        raise ObservationError(
            f"{path}: was recorded from the local model of this project, so it is no observation of Atlassian;"
            " make one on a site with `token-conformance observe`"
        )
    return Given(path, observation, tuple(conclusions(observation)))


def contradicts(files: Iterable[Given]) -> bool:
    """Whether an answer contradicts a rule or a published observation."""
    return any(one.reading.contradicts for file in files for one in file.conclusions)


def render_given(files: Sequence[Given]) -> str:
    """The report in Markdown: the files, what they say of each rule and row, and each question with its answers."""
    parts = [_HEAD, _files(files), "## Rules and published observations", _rows(files), "## Questions", _answers(files)]
    return "\n\n".join(parts) + "\n"


def _files(files: Sequence[Given]) -> str:
    rows = [
        (
            code(str(one.path)),
            one.observation.date.isoformat(),
            code(one.observation.version),
            str(len(one.conclusions)),
            str(sum(said.is_clear for said in one.conclusions)),
        )
        for one in files
    ]
    return table(("File", "Date", "Version", "Answers", "That say something"), rows)


def _rows(files: Sequence[Given]) -> str:
    said = [row for id_ in _concerns() for file in files for row in _said_of(id_, file)]
    return table(_TITLES, said) if said else "No answer supports or contradicts one."


def _said_of(id_: str, file: Given) -> Iterable[Sequence[str]]:
    for one in file.conclusions:
        for word, ids in (("supports", one.reading.supports), ("contradicts", one.reading.contradicts)):
            if id_ in ids:
                answer = f"{one.status}: {one.reading.says}"
                yield code(id_) + _stated(id_), f"**{word}**", code(one.question.id), escape(answer), _name(file)


def _concerns() -> Iterable[str]:
    """Every id that a question is about: rules first, then published observations, then the others."""
    about = list(dict.fromkeys(id_ for question in questions().values() for id_ in question.about))
    order: Mapping[str, int] = {id_: number for number, id_ in enumerate([*rules(), *(o.id for o in observations())])}
    return sorted(about, key=lambda id_: (order.get(id_, len(order)), id_))


def _stated(id_: str) -> str:
    """What is known until now: the grades of a rule; the answer, grade, date and source of an observation."""
    if id_ in rules():
        return f" ({', '.join(rules()[id_].grades)})"
    row = next((one for one in observations() if one.id == id_), None)
    if row is None:
        return ""
    return f" ({row.status}, {row.grade}, {row.date or 'not dated'}: {escape(row.source)})"


def _answers(files: Sequence[Given]) -> str:
    by_question: dict[str, list[tuple[Conclusion, Given]]] = defaultdict(list)
    for file in files:
        for one in file.conclusions:
            by_question[one.question.id].append((one, file))
    rows = [
        row
        for question in questions().values()
        for row in (_answer_rows(by_question[question.id]) or [_still_open(question.question)])
    ]
    return table(_QUESTION_TITLES, rows)


def _answer_rows(answers: Sequence[tuple[Conclusion, Given]]) -> list[Sequence[str]]:
    differ = len({one.reading.says for one, _ in answers if one.is_clear}) > 1
    settled = "the files differ" if differ else "settled"
    return [
        (
            escape(one.question.question),
            f"{settled if one.is_clear else 'still open'}: {one.status}: {escape(one.reading.says)}",
            _name(file),
        )
        for one, file in answers
    ]


def _still_open(question: str) -> Sequence[str]:
    return escape(question), "still open: not asked", ""


def _name(file: Given) -> str:
    return f"{code(str(file.path))} ({file.observation.date.isoformat()})"
