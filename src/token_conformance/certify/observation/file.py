"""Observations as JSON files, one per scenario: the same observation gives the same bytes, and reading is strict."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place, WireRequest
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.certify.subject.subject import Action, Holder
from token_conformance.errors import ObservationError
from token_conformance.model import strict_json
from token_conformance.model.cell import FORMS, Credential, UrlForm

FORMAT = 2
REMEDY = "observe the subject again"
MOST_RUNS = len(Action) * len(FORMS)
"""The most runs of a scenario: an action runs once per URL form or, where all actions run, per holder of a token."""
MOST_WORDS = 1000
"""The most words of a command, and the most texts that a run must show."""

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
        members = strict_json.members(strict_json.parse_json(text), _OBSERVATION)
    except (ValueError, OverflowError) as error:  # the latter for a number that no float can hold
        raise ObservationError(f"{name}: {error}; {REMEDY}") from error
    del members["format"]
    return Observation(forms=members.pop("form"), **members)


def joined(forms: Iterable[UrlForm]) -> str:
    """The URL forms of an observation as its file writes them."""
    return _AND.join(forms)


def _forms(value: object) -> tuple[UrlForm, ...]:
    found = tuple(map(UrlForm, strict_json.text(value).split(_AND)))
    if not set(found) <= set(FORMS):
        raise ValueError(f"a client is observed at {_AND.join(FORMS)}, and at no other URL form")
    return found


def _credential(value: object) -> Credential:
    return Credential(strict_json.text(value))


def _token_kind(value: object) -> Given:
    return Given(strict_json.text(value))


def _at_most(most: int, reader: strict_json.Reader) -> Callable[[Any], tuple[Any, ...]]:
    """Create a reader of a list that has no more than `most` entries."""
    entries = strict_json.entries(reader)

    def read(value: object) -> tuple[Any, ...]:
        if isinstance(value, list) and len(value) > most:
            raise ValueError(f"it has {len(value):,} entries, but {most:,} is the most that is read")
        return entries(value)

    return read


def _request(value: object) -> WireRequest:
    return WireRequest(**strict_json.members(value, _REQUEST))


def _run(value: object) -> ActionRun:
    return ActionRun(**strict_json.members(value, _RUN))


_REQUEST = {
    "started": strict_json.number,
    "ended": strict_json.optional(strict_json.number),
    "scheme": strict_json.shown,
    "host": strict_json.shown,
    "method": strict_json.shown,
    "path": strict_json.shown,
    "query": strict_json.shown,
    "credential": _credential,
    "places": _at_most(len(Place), Place),
    "status": strict_json.optional(strict_json.whole_number),
    "location": strict_json.shown,
    "not_modelled": strict_json.shown,
}

_RUN = {
    "action": strict_json.shown,
    "command": _at_most(MOST_WORDS, strict_json.shown),
    "ended": Ended,
    "exit_status": strict_json.optional(strict_json.whole_number),
    "succeeded": strict_json.truth,
    "stdout": strict_json.shown,
    "stderr": strict_json.shown,
    "started": strict_json.number,
    "seconds": strict_json.number,
    "must_show": _at_most(MOST_WORDS, strict_json.shown),
    "holder": Holder,
}

_OBSERVATION = {
    "format": strict_json.format_number(FORMAT),
    "scenario": strict_json.shown,
    "subject": strict_json.shown,
    "token": _token_kind,
    "form": _forms,
    "site": strict_json.shown,
    "cloud_id": strict_json.shown,
    "requests": strict_json.entries(_request),
    "untrusted": strict_json.whole_number,
    "runs": _at_most(MOST_RUNS, _run),
    "unsupported": strict_json.texts,
}
