"""The results of runs, and the differences between runs, as Markdown for the summary of a job."""

from collections.abc import Iterable, Sequence

from token_conformance.certify.certificate.report import STATEMENT
from token_conformance.certify.gate.comparison import Difference
from token_conformance.certify.gate.gated import Gated
from token_conformance.certify.gate.run import Run
from token_conformance.certify.gate.text import counts, ordered, remedy
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.report.markdown_text import code, escape, table


def markdown(runs: Iterable[Gated]) -> str:
    """A section per subject: first what is not as expected, then every result."""
    return "\n\n".join(part for one in runs for part in _parts(one)) + "\n"


def _parts(one: Gated) -> list[str]:
    run = one.run
    return [
        f"## {escape(f'{run.product} {run.version} with API tokens of both kinds')}",
        f"**Level: {run.level or 'none'}.** {STATEMENT}",
        *(_verdict(one) if one.expected else []),
        f"<details><summary>All {len(run.seen)} results</summary>\n\n{_results(run)}\n\n</details>",
    ]


def _verdict(one: Gated) -> list[str]:
    path = code(one.expected)
    if not one.differences:
        return [f"As expected by {path}."]
    return [
        f"**Not as expected by {path}: {counts(one.differences)}.** {escape(remedy(one.differences))}",
        differences_table(one.differences, "Expected"),
    ]


def differences_table(found: Sequence[Difference], before: str) -> str:
    """The differences, most important first; `before` is the title of the first results."""
    return table(("", "Requirement", before, "Now", "What was seen", "Reason"), map(_row, ordered(found)))


def _row(one: Difference) -> list[str]:
    title = REQUIREMENTS[one.requirement].title if one.requirement in REQUIREMENTS else "of another suite"
    words = (one.change, f"{one.place}: {title}", one.before, one.after, one.sentence, one.reason)
    return list(map(escape, words))


def _results(run: Run) -> str:
    rows = (
        (id_, REQUIREMENTS[id_].level, escape(REQUIREMENTS[id_].title), escape(seen.result), escape(seen.sentence))
        for id_, seen in run.seen.items()
    )
    return table(("", "Level", "Requirement", "Result", "What was seen"), rows)
