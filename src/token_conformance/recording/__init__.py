"""How cells become cassettes: where these are, what is kept of an exchange, and when a recording counts."""

from token_conformance.recording.cassette import CassetteError
from token_conformance.recording.library import COMMITTED, RECORDINGS, Library
from token_conformance.recording.persister import Persister
from token_conformance.recording.references import References
from token_conformance.recording.scrubbing import Scrubber
from token_conformance.recording.vcr_options import match_credential, record, replay

__all__ = [
    "COMMITTED",
    "RECORDINGS",
    "CassetteError",
    "Library",
    "Persister",
    "References",
    "Scrubber",
    "match_credential",
    "record",
    "replay",
]
