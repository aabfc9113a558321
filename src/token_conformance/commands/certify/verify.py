"""`token-conformance certify verify`: says whether certificates are valid, and why not."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.certificate.container import read
from token_conformance.certify.lines import short_line
from token_conformance.errors import CertificateError
from token_conformance.redaction.output import complain, say

REFUSED = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Derive every finding of certificates again, from their observations alone. Exit status: 0 all are valid, 1 one"
        " is refused, 2 usage."
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="CERTIFICATE", help="a zip file or a folder")


def run(arguments: Namespace) -> int:
    """Verify all certificates, also if one of them is refused; returns the exit status."""
    return max([_verify(path) for path in arguments.paths])


def _verify(path: Path) -> int:
    from token_conformance.certify.certificate.report import STATEMENT  # noqa: PLC0415  # help does not wait for the templates
    from token_conformance.certify.certificate.verify import Verification, verify  # noqa: PLC0415  # for the same reason

    try:
        verification = verify(read(path))
    except CertificateError as error:
        verification = Verification((f"{short_line(str(error).removeprefix(f'{path}: '))}.",))  # names the path once
    except Exception as error:  # noqa: BLE001  # the certificates that are named after this one are verified too
        verification = Verification((f"it cannot be verified ({short_line(repr(error))}); name another.",))
    if verification.problems:
        for problem in verification.problems:
            complain(f"{path}: refused: {problem}")
        return REFUSED
    basis = verification.basis.sentence if verification.basis else "none"
    say(f"{path}: valid: {verification.subject}, level {basis}. {STATEMENT}")
    return 0
