"""`token-conformance certify run`: observes subjects in every scenario, and prints their findings and levels."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.subject.file import paths_of
from token_conformance.commands._parser import USAGE_ERROR
from token_conformance.errors import UserError
from token_conformance.project import CERTIFICATION
from token_conformance.redaction.output import complain, say

if TYPE_CHECKING:
    from concurrent.futures import Future

    from token_conformance.certify.certification import Certification
    from token_conformance.certify.requirements.judgement import Judgement

BELOW_CORE = 1
_INTERRUPTED = 130


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Observe subjects in every scenario, and print their findings and levels. A local model answers them, not"
        " Atlassian. Exit status: 0 all reach Core, 1 one does not, 2 usage."
    )
    parser.add_argument(
        "--subject",
        nargs="+",
        required=True,
        metavar="NAME",
        help="a subject of the suite, or the path of a .toml file",
    )
    access = parser.add_mutually_exclusive_group()
    access.add_argument(
        "--jail",
        action="store_const",
        dest="access",
        const=AccessKind.JAIL,
        help="run them in a network in which only the edge can be reached (Linux only)",
    )
    access.add_argument(
        "--base-url",
        action="store_const",
        dest="access",
        const=AccessKind.BASE_URL,
        help="configure them with https://localhost:PORT, to try a product; such a run cannot be packed",
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=CERTIFICATION,
        metavar="FOLDER",
        help="write the observations of NAME to FOLDER/NAME, in place of an earlier run (default: %(default)s)",
    )
    parser.set_defaults(access=AccessKind.PROXY)


def run(arguments: Namespace) -> int:
    """Observe all subjects, also if one of them has a problem, and report on each; returns the exit status."""
    from token_conformance.certify.certification import Certifier  # noqa: PLC0415  # help and mistakes do not wait for the servers

    paths = paths_of(arguments.subject)
    try:
        with Certifier(arguments.output, arguments.access) as certifier:
            started = {path: certifier.start(path) for path in paths}
            return max([_status(path, certification, arguments.access) for path, certification in started.items()])
    except KeyboardInterrupt:
        complain("token-conformance certify run: interrupted; unfinished subjects were not written")
        return _INTERRUPTED


def _status(path: Path, certification: "Future[Certification]", access: AccessKind) -> int:
    try:
        done = certification.result()
    except EOFError:
        complain(f"token-conformance: {path}: its [manual] actions need a person; run it in a terminal")
        return USAGE_ERROR
    except UserError as error:
        for problem in error.problems:
            complain(f"token-conformance: {problem}")
        return USAGE_ERROR
    _show(done.title, done.judgement)
    say(f"Observations: {done.folder}. {_next(done.folder, access)}")
    return 0 if done.judgement.level else BELOW_CORE


def _next(folder: Path, access: AccessKind) -> str:
    if not access.is_certifiable:
        return "They were made at a base URL, so they cannot be packed."
    return f"Next: token-conformance certify pack {folder} -o NAME.zip"


def _show(title: str, judgement: "Judgement") -> None:
    """Print one line per requirement, and the level."""
    from token_conformance.certify.certificate.report import STATEMENT  # noqa: PLC0415  # for the same reason
    from token_conformance.certify.requirements import REQUIREMENTS  # noqa: PLC0415  # for the same reason

    say(title)
    for finding in judgement.findings:
        level = REQUIREMENTS[finding.requirement].level
        result = "excused" if finding.requirement in judgement.excused else finding.result
        say(f"  {finding.requirement:3} {level:4} {result:12} {finding.sentence}")
    say(f"Level: {judgement.level or 'none'}. {STATEMENT}")
