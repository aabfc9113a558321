"""The command of a quick look, and the subject that it is in each scenario."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from token_conformance.certify.quick.variables import URL, configuration, url_of
from token_conformance.certify.subject.subject import PLACEHOLDERS, Action, Subject, names_in
from token_conformance.errors import UserError, nearest
from token_conformance.model.cell import UrlForm

_VARIABLE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", re.DOTALL)
_KNOWN = (*PLACEHOLDERS, "url")
_ALIKE = 0.85
_IN_FOLDER = ("sh", "-c", 'cd "$1" && shift && exec "$@"', "sh")
"""Runs the command where the user typed it: a subject starts in an empty home."""

ACTION = Action.WHOAMI
"""The action that the command counts as: one that asks the usual app."""


@dataclass(frozen=True)
class Command:
    """The words of a command, the user's own variables for it, and the folder that it runs in."""

    words: Sequence[str]
    own: Mapping[str, str]
    folder: Path

    def subject(self, app: str, form: UrlForm) -> Subject:
        """The command as a subject that asks an app, configured with a URL form."""
        words = [word.replace(URL, url_of(app, form)) for word in self.words]
        return Subject(
            name="quick",
            version="0",
            product="a command",
            homepage="https://example.com/",
            here=self.folder,
            installed=self.folder / ".subjects" / "quick",
            app=app,
            configuration=configuration(app, self.own),
            commands={ACTION: (*_IN_FOLDER, str(self.folder), *words)},
        )

    @property
    def takes_only_site(self) -> bool:
        """Whether its words or the user's own variables have the site's URL, and none of the gateway."""
        text = " ".join([*self.words, *self.own.values()])
        return "{site_url}" in text and URL not in text and "gateway_url}" not in text


def command_of(words: Sequence[str], variables: Iterable[str], folder: Path) -> Command:
    """The command that a user has typed; raises UserError for a variable or a placeholder that is wrong."""
    own = dict(map(_variable, variables))
    for name, text in own.items():
        _refuse_unknown(f"--env {name}", text, closeness=0)
    for word in words:  # a name in braces may be the command's own
        _refuse_unknown("the command", word, closeness=_ALIKE)
    return Command(words, own, folder)


def _variable(text: str) -> tuple[str, str]:
    found = _VARIABLE.fullmatch(text)
    if found is None:
        raise UserError("--env: is not NAME=VALUE; give a variable such as MINE_URL={url}")
    return found[1], found[2]


def _refuse_unknown(where: str, text: str, closeness: float) -> None:
    """Refuse an unknown name in braces, if it is close enough to a placeholder."""
    for name in names_in(text):
        if name not in _KNOWN and (not closeness or get_close_matches(name, _KNOWN, n=1, cutoff=closeness)):
            remedy = nearest(name, _KNOWN, f"give one of {', '.join(_KNOWN)}")
            raise UserError(f"{where}: the placeholder {{{name}}} is unknown; {remedy}")
