"""Operations in little room: the root that many share is said once, and the rest shortened by steps."""

import re

_ROOT = re.compile(r"(?:/wiki)?/(?:rest|api)/[^/]+(?:/\d[\d.]*)?")
_PARAMETER = re.compile(r"\{[^}]*\}")


def split_root(operation: str) -> tuple[str, str]:
    """Split `GET /rest/api/3/issue/{key}` into `/rest/api/3` and `GET issue/{key}`."""
    method, _, path = " ".join(operation.split()).partition(" ")
    found = _ROOT.match(path)
    root = found.group() if found else ""
    return root, f"{method} {path[len(root) :].removeprefix('/')}"


def fitted(labels: list[str], room: int) -> list[str]:
    """Shorten labels to at most `room` characters: parameters lose their names, then paths their start."""
    if all(len(label) <= room for label in labels):
        return labels
    return [_elided(_PARAMETER.sub("{}", label), room) for label in labels]


def _elided(label: str, room: int) -> str:
    """Drop leading segments, for the last ones tell operations apart."""
    method, _, path = label.partition(" ")
    segments = path.split("/")
    shorter = [f"{method} …/{'/'.join(segments[start:])}" for start in range(1, len(segments))]
    fitting = (text for text in (label, *shorter) if len(text) <= room)
    return next(fitting, label[: room - 1] + "…")
