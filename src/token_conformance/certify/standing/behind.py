"""The pins that were behind their registries when somebody asked, as a TOML file beside the subjects."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from token_conformance.certify.standing.standing import Standing
from token_conformance.errors import ReportError
from token_conformance.model.strict_json import format_number, members, shown_texts, text
from token_conformance.model.strict_toml import parse_toml
from token_conformance.model.text_file import read_text

FORMAT = 1
REMEDY = "make it again with `token-conformance certify outdated --write`"
_HEAD = "# Written by `token-conformance certify outdated --write`; do not edit."


@dataclass(frozen=True)
class Behind:
    """The newest version by each pin that is behind, by the name of its subject; `day` is a date in ISO 8601."""

    day: str
    subjects: Mapping[str, Mapping[str, str]]

    def newer_than(self, standing: Standing) -> str | None:
        """The newest version of a product, if that of its standing is pinned and behind."""
        pins = self.subjects.get(standing.name, {})
        return next((newest for pin, newest in pins.items() if pin.endswith(standing.version)), None)


NOTHING = Behind("", {})
"""Nobody has asked."""


def dump(behind: Behind) -> str:
    """The text of the file."""
    lines = [_HEAD, f"format = {FORMAT}", f"checked = {json.dumps(behind.day)}", "", "[behind]"]
    for subject, pins in sorted(behind.subjects.items()):
        lines += ["", f"[behind.{json.dumps(subject)}]"]
        lines += [f"{json.dumps(pin)} = {json.dumps(newest)}" for pin, newest in sorted(pins.items())]
    return "\n".join(lines) + "\n"


def load(path: Path) -> Behind:
    """Read the file, if there is one; raises ReportError that names the file and the key that is wrong."""
    if not path.exists():
        return NOTHING
    try:
        found = members(parse_toml(read_text(path, REMEDY, ReportError)), _DOCUMENT)
    except ValueError as error:
        raise ReportError(f"{path}: {error}; {REMEDY}") from error
    return Behind(found["checked"], found["behind"])


def _day(value: object) -> str:
    return date.fromisoformat(text(value)).isoformat()


def _subjects(value: object) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is not a table")  # noqa: TRY004  # one kind of error for all problems
    return {name: shown_texts(pins) for name, pins in value.items()}


_DOCUMENT = {"format": format_number(FORMAT), "checked": _day, "behind": _subjects}
