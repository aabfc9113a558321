"""`token-conformance certify verify`: says whether certificates add up, and why not."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.certificate.container import read
from token_conformance.errors import CertificateError
from token_conformance.model.printable import printable

REFUSED = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Derive every finding of a certificate again, from its observations alone. Exit status: 0 all stand, 1 one is"
        " refused, 2 usage."
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="CERTIFICATE", help="a zip file or a folder")


def run(arguments: Namespace) -> int:
    """Verify all of them, whatever is wrong with one; returns the exit status."""
    return max([_verify(path) for path in arguments.paths])


def _verify(path: Path) -> int:
    from token_conformance.certify.certificate.report import STATEMENT  # noqa: PLC0415  # help does not wait for it
    from token_conformance.certify.certificate.verify import Verification, verify  # noqa: PLC0415  # for the same reason

    try:
        verified = verify(read(path))
    except CertificateError as error:
        verified = Verification((f"{str(error).removeprefix(f'{path}: ')}.",))  # each line names it once
    if verified.problems:
        sys.stderr.writelines(f"{path}: refused: {printable(problem)}\n" for problem in verified.problems)
        return REFUSED
    level = verified.level or "none"
    sys.stdout.write(f"{path}: adds up: {verified.subject}, level {level}. {STATEMENT}\n")
    return 0
