"""`token-conformance certify pack`: makes a certificate of a run."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    summary = "make a certificate of what `certify run` has written"
    parser = subparsers.add_parser("pack", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of one subject's run")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="NAME", help="NAME.zip, or the name of a folder"
    )
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Pack; returns the exit status. Raises CertificateError where the run is none, or is not certifiable."""
    from token_conformance.certify import certificate  # noqa: PLC0415  # loads what no other command needs

    files = certificate.read(arguments.folder)
    try:
        done = certificate.packed(files)
    except certificate.CertificateError as error:
        raise certificate.CertificateError(f"{arguments.folder}: {error}") from error
    certificate.write(arguments.output, done.files)
    sys.stdout.write(
        f"{arguments.output}: written, {done.subject}, level {done.level or 'none'}. {certificate.STATEMENT}\n"
    )
    return 0
