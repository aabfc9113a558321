"""The options of vcrpy for a replay and for a recording."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from vcr.patch import PATCHER_NAMES
from vcr.request import Request

from token_conformance.recording.persister import Persister
from token_conformance.recording.scrubbing import Scrubber

MATCH_ON = ("method", "uri", "credential", "raw_body")

_NOT_HTTPX = tuple(name for name in PATCHER_NAMES if name != "httpx")
"""The libraries that the exchange does not use; trying to patch them takes half of the time of a replay."""

_OPTIONAL = ("httpx_curl_cffi", "pyreqwest")
"""The libraries that vcrpy tries to import with httpx for each cassette, with a search of the whole path each time."""

for _name in _OPTIONAL:
    if find_spec(_name) is None:
        sys.modules[_name] = None  # type: ignore[assignment]  # Python then does not search for the module


def replay(persister: Persister) -> dict[str, Any]:
    """The options of a cell that only its cassette answers; its requests have placeholders already."""
    return {
        "record_mode": "none",
        "serializer": "json",
        "persister": persister,
        "match_on": MATCH_ON,
        "skip_patchers": _NOT_HTTPX,
    }


def record(persister: Persister, scrubber: Callable[[], Scrubber]) -> dict[str, Any]:
    """The options of a cell whose requests are sent to the target and recorded.

    `scrubber` is called at the first request, because the scrubber needs the names and credentials of the target.
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
    """Refuse the recording of one credential for another; the message does not show them."""
    assert wanted.headers.get("authorization") == stored.headers.get("authorization"), (  # noqa: S101  # vcrpy's way
        "recorded with another credential"
    )
