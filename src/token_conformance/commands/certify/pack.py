"""`token-conformance certify pack`: makes a certificate of a run."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.certificate.container import read, write
from token_conformance.errors import CertificateError


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Make a certificate of what `certify run` has written."
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of one subject's run")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="NAME", help="NAME.zip, or the name of a folder"
    )


def run(arguments: Namespace) -> int:
    """Pack; returns the exit status. Raises CertificateError where the run is none, or is not certifiable."""
    from token_conformance.certify.certificate.pack import packed  # noqa: PLC0415  # help does not wait for it
    from token_conformance.certify.certificate.report import STATEMENT  # noqa: PLC0415  # for the same reason

    files = read(arguments.folder)
    try:
        done = packed(files)
    except CertificateError as error:
        raise CertificateError(f"{arguments.folder}: {error}") from error
    write(arguments.output, done.files)
    sys.stdout.write(f"{arguments.output}: written, {done.subject}, level {done.level or 'none'}. {STATEMENT}\n")
    return 0
