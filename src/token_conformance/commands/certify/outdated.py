"""`token-conformance certify outdated`: says which packages of subjects have newer versions than the pinned ones."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from token_conformance.certify.subject.file import all_paths, load, paths_of
from token_conformance.certify.subject.newest import ask, behind
from token_conformance.errors import UserError
from token_conformance.model.text_file import reason_of, replace_text
from token_conformance.project import BEHIND, SUBJECTS
from token_conformance.redaction.output import say

_BEHIND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Ask PyPI and npm for the newest versions of the packages that subjects pin, and print those that are behind."
        " Nothing is installed. Exit status: 0 none is behind, 1 one is, 2 usage, or a registry gave no answer."
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"a subject, or the path of a .toml file (default: all of {SUBJECTS})"
    )
    parser.add_argument(
        "--write", action="store_true", help=f"write what is behind to {BEHIND}, for the reports; for all subjects only"
    )


def run(arguments: Namespace) -> int:
    """Ask for each package, and print one line for each that is behind; returns the exit status. Raises UserError."""
    if arguments.write and arguments.names:
        raise UserError("certify outdated: --write is for all subjects; leave out the names")
    pinned = ask([load(path) for path in paths_of(arguments.names) or all_paths()])
    old = [each for each in pinned if each.is_behind]
    for each in old:
        say(f"{each.subject}: {each.pin} is behind; the newest is {each.newest}")
    say(f"{len(old)} of {len(pinned)} packages are behind")
    if arguments.write:
        from token_conformance.certify.standing.behind import Behind, dump  # noqa: PLC0415  # help does not wait for the servers

        today = datetime.now(UTC).date().isoformat()
        _write(dump(Behind(today, behind(pinned))))
    return _BEHIND if old else 0


def _write(text: str) -> None:
    try:
        replace_text(BEHIND, text)
    except OSError as error:
        raise UserError(f"{BEHIND}: cannot be written ({reason_of(error)}); run in the project's folder") from error
