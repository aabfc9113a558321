"""The logs of a certificate: the output that belongs to each finding, and every request."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from token_conformance.certify.observation.observation import ActionRun, Observation, WireRequest
from token_conformance.certify.requirements.address import is_foreign
from token_conformance.certify.requirements.result import Finding

OUTPUTS = "outputs"
_SHOWN = 4000
"""The most characters of stdout and of stderr of one run; the observation contains more."""

WIRE = "wire.jsonl"
FOREIGN = "foreign.jsonl"

Sent = tuple[str, WireRequest]
"""The scenario of a request, and the request."""


def outputs(findings: Sequence[Finding], observations: Mapping[str, Observation]) -> dict[str, bytes]:
    """One text file per finding with the output of its runs, by its name in the certificate."""
    return {f"{OUTPUTS}/{finding.requirement}.txt": _output(finding, observations).encode() for finding in findings}


def _output(finding: Finding, observations: Mapping[str, Observation]) -> str:
    observed = [observations[scenario] for scenario in finding.scenarios if scenario in observations]
    head = f"{finding.requirement}: {finding.result}. {finding.sentence}"
    return "\n".join([head, *(text for observation in observed for text in _runs(observation))]) + "\n"


def _runs(observation: Observation) -> Iterator[str]:
    for run in observation.runs:
        yield f"\n=== {observation.scenario}: {run.action} ({_ending(run)})\n$ {' '.join(run.command)}"
        yield from (f"--- {name}\n{_cut(text)}" for name, text in _streams(run) if text)


def _ending(run: ActionRun) -> str:
    status = "" if run.exit_status is None else f", exit status {run.exit_status}"
    return f"{run.ended}{status}, {'a success' if run.succeeded else 'no success'} to the product"


def _streams(run: ActionRun) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("stdout", run.stdout), ("stderr", run.stderr)


def _cut(text: str) -> str:
    shown = text[:_SHOWN].rstrip("\n")
    return f"{shown}\n(and {len(text) - _SHOWN} characters more)" if len(text) > _SHOWN else shown


def wire_log(observations: Mapping[str, Observation]) -> bytes:
    """All requests as lines of JSON, scenario by scenario, in the order of their arrival."""
    return _lines(
        (scenario, request) for scenario in sorted(observations) for request in observations[scenario].requests
    )


def foreign_log(observations: Mapping[str, Observation]) -> bytes:
    """The requests that the edge refused, in the same format."""
    return _lines(refused(observations))


def refused(observations: Mapping[str, Observation]) -> Iterator[Sent]:
    """The requests that did not go to the scenario's site or the gateway, or not over https."""
    for scenario in sorted(observations):
        observation = observations[scenario]
        yield from ((scenario, request) for request in observation.requests if _is_refused(observation, request))


def _is_refused(observation: Observation, request: WireRequest) -> bool:
    return request.scheme != "https" or is_foreign(request, observation)


def _lines(sent: Iterable[Sent]) -> bytes:
    entries = ({"scenario": scenario, **asdict(request)} for scenario, request in sent)
    return "".join(f"{json.dumps(entry, ensure_ascii=False, sort_keys=True)}\n" for entry in entries).encode()
