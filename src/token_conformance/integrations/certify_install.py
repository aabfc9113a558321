"""`token-conformance certify install`: installs subjects in the versions that their files pin."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from token_conformance.certify.subject.file import FOLDER, all_paths, paths_of

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    summary = "install subjects, each in an environment of its own below .subjects/"
    parser = subparsers.add_parser("install", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"a subject, or the path of a .toml file (default: all of {FOLDER})"
    )
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Install one after the other; returns the exit status. Raises UserError for the first that cannot be installed."""
    from token_conformance.certify.subject import file as subject_file  # noqa: PLC0415  # only this command needs it
    from token_conformance.certify.subject.install import install  # noqa: PLC0415  # for the same reason

    for path in paths_of(arguments.names) or all_paths():
        subject = subject_file.load(path)
        install(subject)
        sys.stdout.write(f"{subject.name}: {', '.join((*subject.pypi, *subject.npm)) or 'has nothing to install'}\n")
        sys.stdout.flush()
    return 0
