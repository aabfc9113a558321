"""What the subject's user saw, a file a requirement: the runs that its finding rests on."""

from collections.abc import Iterator, Mapping, Sequence

from token_conformance.certify.observation.observation import ActionRun, Observation
from token_conformance.certify.requirements.result import Finding

FOLDER = "outputs"
_SHOWN = 4000
"""So many characters of a run's stdout and stderr are shown here; its observation holds all that was kept."""


def outputs(findings: Sequence[Finding], observations: Mapping[str, Observation]) -> dict[str, bytes]:
    """A text file a finding, by its name in the certificate."""
    return {f"{FOLDER}/{finding.requirement}.txt": _output(finding, observations).encode() for finding in findings}


def _output(finding: Finding, observations: Mapping[str, Observation]) -> str:
    seen = [observations[scenario] for scenario in finding.scenarios if scenario in observations]
    head = f"{finding.requirement}: {finding.result}. {finding.sentence}"
    return "\n".join([head, *(text for scene in seen for text in _runs(scene))]) + "\n"


def _runs(scene: Observation) -> Iterator[str]:
    for run in scene.runs:
        yield f"\n=== {scene.scenario}: {run.action} ({_ending(run)})\n$ {' '.join(run.command)}"
        yield from (f"--- {name}\n{_cut(text)}" for name, text in _streams(run) if text)


def _ending(run: ActionRun) -> str:
    status = "" if run.exit_status is None else f", exit status {run.exit_status}"
    return f"{run.ended}{status}, {'a success' if run.succeeded else 'no success'} to the product"


def _streams(run: ActionRun) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("stdout", run.stdout), ("stderr", run.stderr)


def _cut(text: str) -> str:
    shown = text[:_SHOWN].rstrip("\n")
    return f"{shown}\n(and {len(text) - _SHOWN} characters more)" if len(text) > _SHOWN else shown
