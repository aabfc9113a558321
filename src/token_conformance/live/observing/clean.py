"""Whether the text of an evidence file can be given away: the leak scan, and the names that the run knows itself."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from token_conformance._version import __version__
from token_conformance.live.observing.evidence_file import written
from token_conformance.live.observing.observation import Asked, Missing, Observation
from token_conformance.live.observing.questions import questions
from token_conformance.redaction.leaks.scan import scan_text


def problems(text: str, own_names: Iterable[str]) -> list[str]:
    """One line for each value that must not be given away; no line shows it. Empty if the file is clean."""
    found = [str(finding) for finding in scan_text(text, Path("the evidence file"), strict=True)]
    is_named = any(name.lower() in text.lower() and name.lower() not in _always() for name in own_names if name)
    return [*found, *(["the evidence file: has a name, an id or a token of this run"] if is_named else [])]


def _always() -> str:
    """What each file has: a site may have the name of a word in it, such as `api`."""
    asked = tuple(Asked(question, missing=Missing.NO_TOKEN) for question in questions().values())
    return written(Observation("live", dt.date.min, __version__, asked)).lower()
