"""Observations as JSON files, one per scenario: the same observation gives the same bytes, and reading is strict."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place, WireRequest
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.errors import ObservationError
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.results import fields

FORMAT = 1
REMEDY = "observe the subject again"
_AND = " and "


def dump(observation: Observation) -> str:
    """Write an observation as the text of a file."""
    members = asdict(observation)
    forms = joined(members.pop("forms"))
    record = {"format": FORMAT, "form": forms, **members}
    return f"{json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False)}\n"


def parse(text: str, name: str) -> Observation:
    """Read the text of a file; raises ObservationError that starts with `name` and names the key that is wrong."""
    try:
        members = fields.members(_json(text), _OBSERVATION)
    except (ValueError, RecursionError) as error:
        raise ObservationError(f"{name}: {error}; {REMEDY}") from error
    del members["format"]
    return Observation(forms=members.pop("form"), **members)


def joined(forms: Iterable[UrlForm]) -> str:
    """The URL forms of an observation as its file writes them."""
    return _AND.join(forms)


def _forms(value: object) -> tuple[UrlForm, ...]:
    return tuple(map(UrlForm, fields.text(value).split(_AND)))


def _credential(value: object) -> Credential:
    return Credential(fields.text(value))


def _token_kind(value: object) -> Given:
    return Given(fields.text(value))


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError("is not JSON") from None


def _request(value: object) -> WireRequest:
    return WireRequest(**fields.members(value, _REQUEST))


def _run(value: object) -> ActionRun:
    return ActionRun(**fields.members(value, _RUN))


_REQUEST = {
    "started": fields.number,
    "ended": fields.optional(fields.number),
    "scheme": fields.shown,
    "host": fields.shown,
    "method": fields.shown,
    "path": fields.shown,
    "query": fields.shown,
    "credential": _credential,
    "places": fields.entries(Place),
    "status": fields.optional(fields.whole_number),
    "location": fields.shown,
}

_RUN = {
    "action": fields.shown,
    "command": fields.entries(fields.shown),
    "ended": Ended,
    "exit_status": fields.optional(fields.whole_number),
    "succeeded": fields.truth,
    "stdout": fields.shown,
    "stderr": fields.shown,
    "started": fields.number,
    "seconds": fields.number,
    "must_show": fields.entries(fields.shown),
}

_OBSERVATION = {
    "format": fields.format_number(FORMAT),
    "scenario": fields.shown,
    "subject": fields.shown,
    "token": _token_kind,
    "form": _forms,
    "site": fields.shown,
    "cloud_id": fields.shown,
    "requests": fields.entries(_request),
    "untrusted": fields.whole_number,
    "runs": fields.entries(_run),
    "unsupported": fields.texts,
}
