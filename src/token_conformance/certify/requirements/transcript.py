"""Transcripts: each run of a scenario with its requests and its output, cut for a finding or as a whole."""

from collections.abc import Iterator

from token_conformance.certify.observation.observation import Observation, WireRequest
from token_conformance.certify.requirements.address import carries_token, shown, shown_whole
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
        calls = [f"  > {shown(call, trace.observation)} ({_credential(call)})" for call in trace.requests]
        yield _head(trace)
        yield from _cut(calls, _MOST_CALLS)
        yield from _cut([line[: _WIDTH + len(_OUTPUT)] for line in _output(trace)], _MOST_OUTPUT_LINES)


def whole_transcript(observation: Observation) -> Iterator[str]:
    """Every request of a scenario with its answer, and everything that the subject printed."""
    for trace in traces(observation):
        yield _head(trace)
        yield from (f"  > {shown_whole(call, observation)} ({_credential(call)})" for call in trace.requests)
        yield from _output(trace)


def _head(trace: Trace) -> str:
    return f"{trace.observation.scenario}: {trace.run.action} ({trace.run.ended}, exit status {trace.run.exit_status})"


_OUTPUT = "  | "


def _output(trace: Trace) -> list[str]:
    streams = (trace.run.stdout, trace.run.stderr)
    return [f"{_OUTPUT}{_printable(line)}" for text in streams for line in text.splitlines() if line.strip()]


def _credential(request: WireRequest) -> str:
    places = ", ".join(request.places) or "unknown form" if carries_token(request) else ""
    return f"{request.credential} token in the {places}" if places else "no credential"


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], f"  ({len(lines) - most} lines more)"]


def _printable(line: str) -> str:
    """The line with question marks in place of control characters."""
    return "".join(character if character.isprintable() else "?" for character in line)
