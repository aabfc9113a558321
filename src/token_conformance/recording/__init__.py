"""How cells become cassettes: their names, what is kept of an exchange, and when a recording counts."""

from token_conformance.recording.cassette import CassetteError, path_of
from token_conformance.recording.persister import Persister
from token_conformance.recording.references import References
from token_conformance.recording.scrubbing import Scrubber
from token_conformance.recording.vcr_options import match_credential, record, replay, replay_among_recorded

__all__ = [
    "CassetteError",
    "Persister",
    "References",
    "Scrubber",
    "match_credential",
    "path_of",
    "record",
    "replay",
    "replay_among_recorded",
]
