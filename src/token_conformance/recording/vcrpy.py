"""What vcrpy needs to record a cell, and how a cell is replayed: options, matchers, the persister, and the playback.

For a recording, vcrpy patches the HTTP library. A replay needs no patch: its exchange sends to the transport below,
which vcrpy's own cassette answers.

vcrpy must not see an exception while it saves: an error then would leave its patches installed, so the next test would
use the network without a recording. A problem is stored in `problem`, and the plugin reports it as that of the cell.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from vcr import VCR
from vcr.cassette import Cassette
from vcr.patch import PATCHER_NAMES
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.record_mode import RecordMode
from vcr.request import Request
from vcr.serialize import deserialize, serialize

from token_conformance.model.bounds import check
from token_conformance.model.cell import Cell
from token_conformance.model.text_file import reason_of
from token_conformance.model.unfinished import unfinished
from token_conformance.recording.cassette import LARGEST, CassetteError, Stamp
from token_conformance.recording.library import Library, Place
from token_conformance.recording.scrubbing import Scrubber
from token_conformance.results.record import CellResult, Recorded

if TYPE_CHECKING:
    from token_conformance.model.outcome import Outcome

Loaded = tuple[list[Any], list[Any], dict[str, Any]]

MATCH_ON = ("method", "uri", "credential", "raw_body")

_NOT_HTTPX = tuple(name for name in PATCHER_NAMES if name != "httpx")
"""The libraries that the exchange does not use; trying to patch them takes most of the time of vcrpy."""

_OPTIONAL = ("httpx_curl_cffi", "pyreqwest")
"""The libraries that vcrpy tries to import with httpx for each cassette, with a search of the whole path each time."""

for _name in _OPTIONAL:
    if find_spec(_name) is None:
        sys.modules[_name] = None  # type: ignore[assignment]  # Python then does not search for the module


class Persister:
    """The cassette of one cell in a library; a recording is an unfinished file next to it until it is promoted.

    `recorded` is the stamp of the loaded cassette, or the stamp for the cassette to save. `outcome` is that of the
    cell when it was recorded; it must be set before vcrpy saves. `problem` is None, or one line for the user.
    """

    __slots__ = ("_library", "_place", "outcome", "problem", "recorded")

    def __init__(self, library: Library, cell: Cell, recorded: Recorded | None = None) -> None:
        self._library = library
        self._place = library.place_of(cell)
        self.recorded = recorded
        self.outcome: Outcome | None = None
        self.problem: str | None = None

    @property
    def name(self) -> Path:
        """The path of the file, as messages show it."""
        return self._place.name

    @property
    def cell_id(self) -> str:
        """The id of the cell."""
        return self._place.cell_id

    def load_cassette(self, cassette_path: str, serializer: object) -> Loaded:  # noqa: ARG002  # vcrpy's interface
        """Load the cassette; if it is missing or wrong, `problem` says so and nothing is replayed."""
        if self.recorded is not None:
            raise CassetteNotFoundError  # a recording starts without a cassette
        try:
            loaded: Loaded = deserialize(self._place, self)
        except CassetteError as error:
            self.problem = str(error)
        except Exception as error:  # noqa: BLE001  # whatever a cassette makes vcrpy raise is a problem of this cell only
            self.problem = str(self._place.error(f"cannot be replayed ({type(error).__name__})"))
        else:
            return loaded
        raise CassetteNotFoundError

    def save_cassette(self, cassette_path: str, cassette: dict[str, Any], serializer: object) -> None:  # noqa: ARG002
        """Write a recording to the unfinished file; `problem` says if it cannot be written.

        Of an exchange that was tried again, the last try is recorded. An exchange without an outcome is not recorded.
        """
        if self.recorded is None or self.outcome is None:
            return
        last = {part: cassette[part][-1:] for part in ("requests", "responses")}
        last["metadata"] = Stamp(self.cell_id, self.outcome, self.recorded).metadata()
        try:
            self._unfinished.parent.mkdir(parents=True, exist_ok=True)
            text = serialize(last, self)
            check(len(text.encode()), LARGEST, "the recording", "bytes")
            self._unfinished.write_text(text, encoding="utf-8")
        except Exception as error:  # noqa: BLE001  # no error may interrupt vcrpy here
            self.problem = self._not_recorded(_reason(error))

    def promote_or_discard(self, result: CellResult | None) -> None:
        """Replace the cassette by the recording if the library accepts the result of the cell; discard it otherwise."""
        if self.problem is None and result is not None and self._library.accepts(result):
            self._promote()
        with suppress(OSError):  # if nothing could be written, there is nothing to remove
            self._unfinished.unlink(missing_ok=True)

    def serialize(self, cassette: dict[str, Any]) -> str:
        """Write a cassette as text, as vcrpy requires of a serializer."""
        return self._place.dump(cassette)

    def deserialize(self, place: Place) -> dict[str, Any]:
        """Read and check the cassette at a place, as vcrpy requires of a serializer; raises CassetteError."""
        cassette, stamp = place.load()
        self.recorded, self.outcome = stamp.recorded, stamp.outcome
        return cassette

    @property
    def _unfinished(self) -> Path:
        """The path of a recording until it is complete and known to have no secrets."""
        return unfinished(self._place.path)

    def _promote(self) -> None:
        from token_conformance.redaction.leaks.scan import scan_text  # noqa: PLC0415  # a replay does not need it

        try:
            findings = scan_text(self._unfinished.read_text(encoding="utf-8"), self.name, strict=True)
            if findings:
                self.problem = self._not_recorded(f"it has a value that must not be published: {findings[0]}")
                return
            self._place.promote(self._unfinished)
        except OSError as error:
            self.problem = self._not_recorded(_reason(error))

    def _not_recorded(self, reason: str) -> str:
        return f"{self._place.label}: not recorded, and left as it was: {reason}"


def _reason(error: Exception) -> str:
    return reason_of(error) if isinstance(error, OSError) else str(error)


def record(persister: Persister, scrubber: Callable[[], Scrubber]) -> dict[str, Any]:
    """The options of a cell whose requests are sent to the target and recorded.

    `scrubber` is called at the first request, because the scrubber needs the names and credentials of the target.
    """
    return {
        "record_mode": "all",
        "serializer": "json",
        "persister": persister,
        "match_on": MATCH_ON,
        "skip_patchers": _NOT_HTTPX,
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


_MATCHERS = tuple({**VCR().matchers, "credential": match_credential}[name] for name in MATCH_ON)


class Playback(httpx.BaseTransport):
    """Answers from the cassette of one cell at a time, and opens no connection.

    A request that the cassette does not have raises vcrpy's UnhandledHTTPRequestError, and so does any request before
    a cassette is inserted.
    """

    def __init__(self) -> None:
        self._cassette = Cassette(path="", record_mode=RecordMode.NONE, match_on=_MATCHERS)

    def insert(self, persister: Persister) -> None:
        """Load the cassette of the next cell; its persister notes what is wrong with it, and then nothing is answered.

        A cassette may be larger than all others together, so it is not kept longer than its cell.
        """
        self._cassette = Cassette.load(
            path=persister.cell_id, persister=persister, record_mode=RecordMode.NONE, match_on=_MATCHERS
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The recorded answer to a request."""
        wanted = Request(request.method, str(request.url), request.read(), _authorization(request))
        recorded = self._cassette.play_response(wanted)
        headers = [(name, value) for name, values in recorded["headers"].items() for value in values]
        stream = httpx.ByteStream(recorded["body"]["string"])
        return httpx.Response(recorded["status"]["code"], headers=headers, stream=stream)


def _authorization(request: httpx.Request) -> dict[str, str]:
    """The only header that is compared; vcrpy takes long to copy all of them."""
    value = request.headers.get("authorization")
    return {} if value is None else {"authorization": value}
