"""The programs and scripts that the commands of a subject name, and those of them that this machine does not have."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from token_conformance.certify.observation.inputs import command_word, environment, machine_values
from token_conformance.certify.subject.install import is_installed
from token_conformance.certify.subject.subject import Subject, names_in

_INTERPRETERS = frozenset({"python", "node", "sh", "bash", "ruby", "perl", "php", "java", "deno", "bun"})
_SCRIPTS = frozenset({".py", ".js", ".cjs", ".mjs", ".ts", ".sh", ".rb", ".pl", ".php", ".java", ".jar"})
_EMPTY = "commands run in an empty folder"
_HERE = "{here}"
_CORRECT = "create it, or correct the path"


def missing(subject: Subject) -> list[str]:
    """One line for each program or script that does not exist, with the first command that names it.

    A command with packages of `[install]` is not looked up until they are installed.
    """
    programs = _Programs(subject)
    found = [(problem, action) for action, words in subject.commands.items() for problem in programs.problems(words)]
    counts = Counter(problem for problem, _ in found)
    first = dict(reversed(found))
    return [f"actions.{first[problem]}.command: {problem}{_others(count - 1)}" for problem, count in counts.items()]


def _others(count: int) -> str:
    return f" (and in {count} more)" if count else ""


def _is_of_drivers(word: str) -> bool:
    """Whether a word names a file in the folder of the drivers, and not one that is beside or above it."""
    return _HERE in word and f"{_HERE}/.." not in word


class _Programs:
    """Looks up the words of a subject's commands as they are when the subject runs."""

    def __init__(self, subject: Subject) -> None:
        self._values = machine_values(subject)
        self._path = environment(subject, Path())["PATH"]
        self._here = subject.here
        self._is_installed = is_installed(subject)
        if not self._is_installed:
            del self._values["installed"]

    def problems(self, command: Sequence[str]) -> Iterator[str]:
        """What is wrong with the program of a command, and with the scripts in its arguments."""
        program, *arguments = (command_word(word, self._values) for word in command)
        if not names_in(program):  # another placeholder, or the folder of what is not installed
            yield from self._program(program, command[0])
        for word, argument in zip(command[1:], arguments, strict=True):
            if PurePath(argument).suffix in _SCRIPTS and not names_in(argument) and PurePath(argument).is_absolute():
                yield from self._file(argument, word)
        if PurePath(program).name.rstrip(".0123456789") in _INTERPRETERS:
            yield from self._relative_script(arguments[:1])

    def _program(self, program: str, word: str) -> Iterator[str]:
        if os.sep not in program:
            if self._is_installed and shutil.which(program, path=self._path) is None:
                yield f"{word!r} is not on the PATH; install it, or give its path"
        elif not PurePath(program).is_absolute():
            yield f"{word!r} is a relative path, and {_EMPTY}; write {{here}}/... or the whole path"
        elif Path(program).is_file() and not os.access(program, os.X_OK):
            yield f"{word!r} is not executable; run `chmod +x`, or write its interpreter in front"
        else:
            yield from self._file(program, word)

    def _file(self, path: str, word: str) -> Iterator[str]:
        if not Path(path).is_file():
            yield f"{word!r} does not exist; {self._remedy(PurePath(path).name) if _is_of_drivers(word) else _CORRECT}"

    def _relative_script(self, first: Sequence[str]) -> Iterator[str]:
        for word in first:
            if PurePath(word).suffix in _SCRIPTS and not PurePath(word).is_absolute() and not names_in(word):
                yield f"{word!r} is a relative path, and {_EMPTY}; {self._place(word)} or the whole path"

    def _place(self, word: str) -> str:
        """What to write for a script with a relative path, and where it must be for that."""
        if (self._here / word).is_file():
            return f"write {_HERE}/{word}"
        name = PurePath(word).name
        return f"{self._remedy(name)}, and write {_HERE}/{name}"

    def _remedy(self, name: str) -> str:
        """What to do about a script that is not in the subject's folder: it may be beside the subject file."""
        what = f"move {name} to" if (self._here.parent / name).is_file() else f"create {name} in"
        return f"{what} {_HERE}, the folder {self._here.name}/ beside the subject file"
