"""How vcrpy is told to record or replay a cell."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from vcr.patch import PATCHER_NAMES
from vcr.request import Request

from token_conformance.recording.persister import Persister
from token_conformance.recording.scrubbing import Scrubber

_NOT_HTTPX = tuple(name for name in PATCHER_NAMES if name != "httpx")
"""The libraries that the exchange does not use; trying to patch them costs half of a replay."""

_OPTIONAL = ("httpx_curl_cffi", "pyreqwest")
"""What vcrpy tries to import for each cassette along with httpx, searching the whole path in vain each time."""

for _name in _OPTIONAL:
    if find_spec(_name) is None:
        sys.modules[_name] = None  # type: ignore[assignment]  # Python's own way to say: not there, do not search

MATCH_ON = ("method", "uri", "credential", "raw_body")


def replay(persister: Persister) -> dict[str, Any]:
    """The options of a cell that is answered by its cassette alone; its requests are made of references already."""
    return {
        "record_mode": "none",
        "serializer": "json",
        "persister": persister,
        "match_on": MATCH_ON,
        "skip_patchers": _NOT_HTTPX,
    }


def record(persister: Persister, scrubber: Callable[[], Scrubber]) -> dict[str, Any]:
    """The options of a cell that is sent to the target and recorded beside its cassette.

    The scrubber knows the target's names and credentials, and so is asked for when the first request is made.
    """
    return {
        **replay(persister),
        "record_mode": "all",
        "drop_unused_requests": True,
        "decode_compressed_response": True,
        "before_record_request": lambda request: scrubber().request(request),
        "before_save_interaction": lambda request, response: scrubber().interaction(request, response),
    }


def match_credential(wanted: Request, stored: Request) -> None:
    """Refuse the recording of one credential for another; the message shows kinds, never values."""
    assert wanted.headers.get("authorization") == stored.headers.get("authorization"), (  # noqa: S101  # vcrpy's way
        "recorded with another credential"
    )
