"""The badge of a certificate, as JSON for a badge service and as a picture: level, suite version, and by whom."""

from token_conformance.certify.requirements.result import Level
from token_conformance.report.badge import OF_A_MODEL, endpoint, picture

JSON = "badge.json"
SVG = "badge.svg"
LABEL = "API tokens with scopes"

_NO_LEVEL = "#57606a"


def badge_json(level: Level | None, suite: str) -> bytes:
    """The badge in the format that shields.io's endpoint badges read."""
    return endpoint(LABEL, _message(level, suite), _color(level)).encode()


def badge_svg(level: Level | None, suite: str) -> bytes:
    """The badge as a picture with a title for those who do not see it."""
    return picture(LABEL, _message(level, suite), _color(level)).encode()


def _message(level: Level | None, suite: str) -> str:
    return f"{level or 'no level'}, suite {suite} (self-certified)"


def _color(level: Level | None) -> str:
    """Blue, which says nothing of Atlassian, or grey; never the green of what was tried at Atlassian."""
    return OF_A_MODEL if level else _NO_LEVEL
