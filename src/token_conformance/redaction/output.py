"""The one exit for text: it redacts what the run must not show, and no line commands a terminal or a CI system.

What a CI system takes for a command: GitHub's runner a line that starts with `::`, also after spaces, and `##[` at any
place (`Runner.Common/ActionCommand.cs`), Azure's agent `##vso[` at any place, and TeamCity `##teamcity[`. A section of
GitLab's log needs ESC.
"""

import getpass
import logging
import re
import sys
import traceback
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from token_conformance.errors import UserError

if TYPE_CHECKING:
    from token_conformance.redaction.redactor import Redactor

_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_COMMAND = re.compile(r"^( *):(?=:)|(?<=#)#(?=[A-Za-z]*\[)")
"""The first colon, or the second number sign, of what a CI system takes for a command."""

_redactors: "list[Redactor | None]" = []
"""The redactors of the runs that are under way, the latest last; None until a run has a value to redact."""


@contextmanager
def redacting() -> Generator[None]:
    """Redact with a new redactor, too, until the context ends: a run forgets the values of its account at its end."""
    depth = len(_redactors)
    _redactors.append(None)
    try:
        yield
    finally:
        del _redactors[depth:]


def current_redactor() -> "Redactor":
    """The redactor of the current run; outside of a run, one that has no effect."""
    redactor = _redactors[-1] if _redactors else None
    if redactor is None:
        redactor = _new_redactor()
        _redactors[-1:] = [redactor] if _redactors else []
    return redactor


def _new_redactor() -> "Redactor":
    """A redactor. It is imported when the first is needed, because every command imports this module at its start."""
    from token_conformance.redaction.redactor import Redactor  # noqa: PLC0415  # see above

    return Redactor()


def one_line(text: str) -> str:
    r"""The text as one line that can be shown: an unprintable character, also a line feed, is written as in JSON.

    So is a character at the start of a command of a CI system: `\u003a:error::`, `#\u0023[error]`.
    """
    return _COMMAND.sub(_without_effect, _printable(_redacted(text)))


def lines(document: str) -> Iterator[str]:
    """The lines of a document, each as `one_line` returns it. A JSON document keeps its meaning."""
    return map(one_line, document.split("\n"))


def is_terminal() -> bool:
    """Whether what is printed is shown to a person, and not read by a program."""
    return sys.stdout.isatty()


def say(text: str) -> None:
    """Print a text as one line."""
    _write(sys.stdout, f"{one_line(text)}\n")


def complain(text: str) -> None:
    """Print a text as one line to standard error."""
    _write(sys.stderr, f"{one_line(text)}\n")


def ask(prompt: str) -> str:
    """Show a prompt, which keeps its own line feeds, and return the line that a person types. Raises EOFError."""
    return input("\n".join(lines(prompt)))


def agreed(question: str, *, is_agreed: bool) -> bool:
    """Whether a person says yes to a question, which is shown on standard error because standard output may be a file.

    Where nobody can be asked, `is_agreed` is the answer; it is that of an option such as `--yes`.
    """
    if is_agreed or sys.stdin is None or not sys.stdin.isatty():
        return is_agreed
    complain(f"{question} [y/N]")
    try:
        return ask("").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def ask_unseen(prompt: str) -> str:
    """Show a prompt, and return the line that a person types, of which nothing is shown. Raises EOFError.

    Raises UserError where the terminal would show it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(one_line(prompt))
        except getpass.GetPassWarning:
            raise UserError("this terminal would show what you type; use another one, or a variable") from None


def publish(document: str) -> None:
    """Print a document, which keeps its own line feeds, and ends with one.

    A value in it that is not from this project must not have a line feed: pass it through `one_line`, or escape it.
    """
    _write(sys.stdout, "\n".join(lines(document.removesuffix("\n"))) + "\n")


def annotate(command: str) -> None:
    """Print a workflow command of GitHub. Its values must be escaped; the line itself is printable in any case."""
    level, marker, rest = command.removeprefix("::").partition("::")
    _write(sys.stdout, f"::{one_line(level)}{marker}{one_line(rest)}\n")


def complain_of_fault(error: Exception) -> None:
    """Print the traceback of a fault of this program to standard error; its message may quote any input."""
    for part in traceback.format_exception(error):
        for line in part.splitlines():
            complain(line)


@contextmanager
def logs_as_lines() -> Generator[None]:
    """Print what libraries log and warn about to standard error, line by line, until the context ends."""
    handler = _Complaints(logging.WARNING)
    root = logging.getLogger()
    root.addHandler(handler)
    logging.captureWarnings(capture=True)
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        root.removeHandler(handler)


class _Complaints(logging.Handler):
    """Prints each line of a record."""

    def emit(self, record: logging.LogRecord) -> None:
        for line in self.format(record).splitlines():
            complain(line)


def _redacted(text: str) -> str:
    for redactor in filter(None, _redactors):
        text = redactor(text)
    return text


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    return character if character.isprintable() else _SHORT.get(character) or _escape(character)


def _escape(character: str) -> str:
    """The escape of JSON, which has two parts for a character beyond the first 65,536."""
    encoded = character.encode("utf-16-be", "surrogatepass")
    return "".join(rf"\u{encoded[index : index + 2].hex()}" for index in range(0, len(encoded), 2))


def _without_effect(found: re.Match[str]) -> str:
    return found[0][:-1] + _escape(found[0][-1])


def _write(stream: TextIO, text: str) -> None:
    """Write at once what the encoding of the stream can show, and an escape for everything else."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()
