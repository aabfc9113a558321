"""`token-conformance certify install`: installs subjects in the versions that their files pin."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from token_conformance.certify.subject.file import all_paths, load, paths_of
from token_conformance.certify.subject.install import install
from token_conformance.certify.subject.subject import Subject
from token_conformance.commands._parser import USAGE_ERROR
from token_conformance.errors import UserError
from token_conformance.project import INSTALLED_SUBJECTS, SUBJECTS
from token_conformance.redaction.output import complain, say


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        f"Install subjects, each in a separate environment below {INSTALLED_SUBJECTS}/. No code of a package is run."
        " Of your variables, pip and npm get only those that say where packages come from."
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"a subject, or the path of a .toml file (default: all of {SUBJECTS})"
    )
    parser.add_argument(
        "--allow-scripts",
        action="append",
        default=[],
        metavar="PACKAGE",
        help="run the install script of this package from npm, or build this package from PyPI that has no wheel",
    )


def run(arguments: Namespace) -> int:
    """Install the subjects one by one, also if one of them cannot be installed; returns the exit status."""
    subjects = [load(path) for path in paths_of(arguments.names) or all_paths()]
    return max([_install(subject, arguments.allow_scripts) for subject in subjects])


def _install(subject: Subject, scripts: Sequence[str]) -> int:
    try:
        install(subject, scripts)
    except UserError as error:
        complain(f"token-conformance: {error}")
        return USAGE_ERROR
    say(f"{subject.name}: {', '.join((*subject.pypi, *subject.npm)) or 'has nothing to install'}")
    return 0
