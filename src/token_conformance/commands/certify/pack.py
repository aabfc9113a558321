"""`token-conformance certify pack`: makes a certificate from a run."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.certificate.container import read, write
from token_conformance.certify.lines import short_line
from token_conformance.errors import CertificateError
from token_conformance.redaction.output import say


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Make a certificate from the folder that `certify run` has written for a subject."
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of one subject's run")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="NAME", help="write to NAME.zip, or to the folder NAME"
    )


def run(arguments: Namespace) -> int:
    """Pack a run; returns the exit status. Raises CertificateError if it is not a run, or cannot be certified."""
    from token_conformance.certify.certificate.pack import packed  # noqa: PLC0415  # help does not wait for the templates
    from token_conformance.certify.certificate.report import STATEMENT  # noqa: PLC0415  # for the same reason

    files = read(arguments.folder)
    try:
        certificate = packed(files)
    except CertificateError as error:
        raise CertificateError(f"{arguments.folder}: {short_line(str(error))}") from error
    write(arguments.output, certificate.files)
    basis = certificate.basis.sentence
    say(f"{arguments.output}: written: {certificate.subject}, level {basis}. {STATEMENT}")
    return 0
