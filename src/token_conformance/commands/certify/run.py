"""`token-conformance certify run`: puts subjects into every scenario, keeps what was seen, and says what it shows."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.subject.file import paths_of
from token_conformance.commands._parser import USAGE_ERROR
from token_conformance.errors import UserError
from token_conformance.project import CERTIFICATION

if TYPE_CHECKING:
    from concurrent.futures import Future

    from token_conformance.certify.certification import Certification
    from token_conformance.certify.requirements.judgement import Judgement

BELOW_CORE = 1
_INTERRUPTED = 130


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Observe subjects in every scenario, and say what they reach. What answers is a local model, not Atlassian."
        " Exit status: 0 all reach Core, 1 one does not, 2 usage."
    )
    parser.add_argument(
        "--subject",
        nargs="+",
        required=True,
        metavar="NAME",
        help="one of the suite's, or the path of a .toml file",
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--jail",
        action="store_const",
        dest="access",
        const=AccessKind.JAIL,
        help="run them where nothing but the edge can be reached (Linux only)",
    )
    ways.add_argument(
        "--base-url",
        action="store_const",
        dest="access",
        const=AccessKind.BASE_URL,
        help="tell them https://localhost:PORT in place of Atlassian, to try things out; never certifiable",
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=CERTIFICATION,
        metavar="FOLDER",
        help="what was seen of NAME goes to FOLDER/NAME, in place of an earlier run (default: %(default)s)",
    )
    parser.set_defaults(access=AccessKind.PROXY)


def run(arguments: Namespace) -> int:
    """Observe the subjects, whatever is wrong with one, and tell of each in turn; returns the exit status."""
    from token_conformance.certify.certification import Certifier  # noqa: PLC0415  # help and mistakes do not wait for the servers

    paths = paths_of(arguments.subject)
    try:
        with Certifier(arguments.output, arguments.access) as certifier:
            under_way = {path: certifier.start(path) for path in paths}
            return max([_status(path, certification, arguments.access) for path, certification in under_way.items()])
    except KeyboardInterrupt:
        sys.stderr.write("token-conformance certify run: interrupted; the subjects under way were not kept\n")
        return _INTERRUPTED


def _status(path: Path, certification: "Future[Certification]", access: AccessKind) -> int:
    try:
        done = certification.result()
    except EOFError:
        sys.stderr.write(f"token-conformance: {path}: it asks a person, and nobody is at the terminal; run it in one\n")
        return USAGE_ERROR
    except UserError as error:
        sys.stderr.writelines(f"token-conformance: {line}\n" for line in str(error).splitlines())
        return USAGE_ERROR
    _show(done.title, done.judgement)
    sys.stdout.write(f"Observations: {done.folder}. {_next(done.folder, access)}\n")
    return 0 if done.judgement.level else BELOW_CORE


def _next(folder: Path, access: AccessKind) -> str:
    if not access.is_certifiable:
        return "They were made at a base URL, so they cannot be packed."
    return f"Next: token-conformance certify pack {folder} -o NAME.zip"


def _show(title: str, judgement: "Judgement") -> None:
    """A line a requirement, and the level."""
    from token_conformance.certify.certificate.report import STATEMENT  # noqa: PLC0415  # for the same reason
    from token_conformance.certify.requirements import REQUIREMENTS  # noqa: PLC0415  # for the same reason

    sys.stdout.write(f"{title}\n")
    for finding in judgement.findings:
        level = REQUIREMENTS[finding.requirement].level
        result = "excused" if finding.requirement in judgement.excused else finding.result
        sys.stdout.write(f"  {finding.requirement:3} {level:4} {result:12} {finding.sentence}\n")
    sys.stdout.write(f"Level: {judgement.level or 'none'}. {STATEMENT}\n")
