"""`token-conformance certify install`: installs subjects in the versions that their files pin."""

import sys
from argparse import ArgumentParser, Namespace

from token_conformance.integrations.subjects import all_paths, paths_of
from token_conformance.project import INSTALLED_SUBJECTS, SUBJECTS


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = f"Install subjects, each in an environment of its own below {INSTALLED_SUBJECTS}/."
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"a subject, or the path of a .toml file (default: all of {SUBJECTS})"
    )


def run(arguments: Namespace) -> int:
    """Install one after the other; returns the exit status. Raises UserError for the first that cannot be installed."""
    from token_conformance.integrations import subject_file  # noqa: PLC0415  # only this command needs it
    from token_conformance.integrations.install import install  # noqa: PLC0415  # for the same reason

    for path in paths_of(arguments.names) or all_paths():
        subject = subject_file.load(path)
        install(subject)
        sys.stdout.write(f"{subject.name}: {', '.join((*subject.pypi, *subject.npm)) or 'has nothing to install'}\n")
        sys.stdout.flush()
    return 0
