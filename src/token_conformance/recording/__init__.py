"""How cells become cassettes: where these are, what is kept of an exchange, and when a recording counts.

What needs vcrpy (`persister`, `vcr_options`) is imported from its own module, by runs alone: no command waits for it.
"""

from token_conformance.recording.cassette import CassetteError
from token_conformance.recording.library import Library
from token_conformance.recording.references import References
from token_conformance.recording.scrubbing import Scrubber

__all__ = [
    "CassetteError",
    "Library",
    "References",
    "Scrubber",
]
