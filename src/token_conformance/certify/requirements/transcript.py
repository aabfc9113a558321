"""The transcript of a finding, for the author of the product: each run with its requests and its output."""

from collections.abc import Iterator

from token_conformance.certify.requirements.address import carries_token, shown
from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.result import Finding
from token_conformance.certify.requirements.trace import Trace, traces

_MOST_LINES = 150
_MOST_CALLS = 8
_MOST_OUTPUT_LINES = 8
_WIDTH = 200


def transcript(finding: Finding, observations: Observations) -> str:
    """The runs of the finding's scenarios as text, with long parts cut; the observations contain all of it."""
    lines = [line for scenario in finding.scenarios for line in _scenario(scenario, observations)]
    return "\n".join(_cut(lines, _MOST_LINES))


def _scenario(scenario: str, observations: Observations) -> Iterator[str]:
    for trace in traces(observations.get(scenario)):
        yield f"{scenario}: {trace.run.action} ({trace.run.ended}, exit status {trace.run.exit_status})"
        yield from _cut([f"  > {_call(trace, number)}" for number in range(len(trace.requests))], _MOST_CALLS)
        output = [line for text in (trace.run.stdout, trace.run.stderr) for line in text.splitlines() if line.strip()]
        yield from _cut([f"  | {_printable(line[:_WIDTH])}" for line in output], _MOST_OUTPUT_LINES)


def _call(trace: Trace, number: int) -> str:
    request = trace.requests[number]
    places = ", ".join(request.places) or "unknown form" if carries_token(request) else ""
    credential = f"{request.credential} token in the {places}" if places else "no credential"
    return f"{shown(request, trace.observation)} ({credential})"


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], f"  ({len(lines) - most} lines more)"]


def _printable(line: str) -> str:
    """The line with question marks in place of control characters."""
    return "".join(character if character.isprintable() else "?" for character in line)
