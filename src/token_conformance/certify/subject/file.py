"""Subject files: the paths of those that a user names, and the subject that each describes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from token_conformance.certify.subject.lint import MOST_CHARACTERS, problems_of
from token_conformance.certify.subject.subject import Action, Configuration, Holder, Subject
from token_conformance.errors import ProblemsError, UserError
from token_conformance.model.strict_toml import parse_toml
from token_conformance.model.text_file import read_text
from token_conformance.project import INSTALLED_SUBJECTS, SUBJECTS, shipped

_ENDING = ".toml"
_REMEDY = "name a subject file, such as NAME.toml"
_MOST_BYTES = 4 * MOST_CHARACTERS
"""UTF-8 has at most four bytes for a character."""


def load(path: Path, installed: Path = INSTALLED_SUBJECTS) -> Subject:
    """Read a subject file; its drivers are in a folder with its name next to it. Raises UserError."""
    return parse_file(path, read(path), installed)


def read(path: Path) -> str:
    """The text of a subject file; raises UserError, also for a file that is too large or not a regular one."""
    return read_text(path, _REMEDY, UserError, newline="", most=_MOST_BYTES)


def parse_file(path: Path, text: str, installed: Path = INSTALLED_SUBJECTS) -> Subject:
    """The subject of a file whose text was read; raises UserError with one line per problem."""
    return parse(text, str(path), here=path.with_suffix("").absolute(), installed=installed, name=path.stem)


def parse(
    text: str, file: str, *, here: Path = Path(), installed: Path = INSTALLED_SUBJECTS, name: str | None = None
) -> Subject:
    """The subject that the text of a subject file describes; raises UserError with one line per problem.

    `file` is the name of the file in these lines, `name` the name that the subject must have. The subject's drivers are
    in `here`, and it is installed below `installed`.
    """
    if problems := problems_of(text, file, name):
        raise ProblemsError(problems)
    document = parse_toml(text)
    return _subject(document, here, installed.absolute() / document["subject"]["name"])


def _subject(document: Mapping[str, Any], here: Path, installed: Path) -> Subject:
    table = {name: document.get(name, {}) for name in ("install", "actions", "manual", "unsupported")}
    return Subject(
        **(document["subject"] | {"credentials": _holders(document["subject"])}),
        here=here,
        installed=installed,
        pypi=tuple(table["install"].get("pypi", ())),
        npm=tuple(table["install"].get("npm", ())),
        configuration=Configuration(**document["configure"]),
        commands={Action(name): tuple(keys["command"]) for name, keys in table["actions"].items()},
        manual=_by_action(table["manual"]),
        unsupported=_by_action(table["unsupported"]),
        failure_text=tuple(document.get("success", {}).get("failure_text", ())),
        start_seconds=float(document.get("limits", {}).get("start_seconds", 0)),
    )


def _holders(table: Mapping[str, Any]) -> tuple[Holder, ...]:
    """Whose tokens the product takes, in the order of `Holder`; without the key, those of a person."""
    named = table.get("credentials", [Holder.PERSON])
    return tuple(holder for holder in Holder if holder in named)


def _by_action(texts: Mapping[str, str]) -> dict[Action, str]:
    return {Action(name): text for name, text in texts.items()}


def paths_of(names: Iterable[str]) -> list[Path]:
    """The subject file of each name or path, without repetitions; raises UserError for an unknown name."""
    return [_path(name) for name in dict.fromkeys(names)]


def all_paths() -> list[Path]:
    """The files of the subjects in the current folder, or else of those that come with the suite."""
    return sorted(_folder().glob(f"*{_ENDING}"))


def _path(name: str) -> Path:
    if name.endswith(_ENDING):
        return Path(name)
    path = _folder() / f"{name}{_ENDING}"
    if not path.is_file():
        known = ", ".join(file.stem for file in all_paths())
        raise UserError(f"{name}: is not a subject in {SUBJECTS} ({known}); give the path of its .toml file")
    return path


def _folder() -> Path:
    return SUBJECTS if SUBJECTS.is_dir() else shipped() / SUBJECTS
