"""`token-conformance certify run`: observes subjects in every scenario or in some, and prints what was found."""

from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, TypeVar

from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.subject.file import paths_of
from token_conformance.commands._parser import USAGE_ERROR
from token_conformance.commands.certify._reports import Reports, add_report_arguments
from token_conformance.commands.certify._system import require_posix
from token_conformance.errors import UserError
from token_conformance.project import CERTIFICATION, SUBJECTS
from token_conformance.redaction.output import complain, say
from token_conformance.report.wrapping import terminal_width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from token_conformance.certify.certification import Certification, Certifier, PartialRun
    from token_conformance.certify.part import Judged, Part

T = TypeVar("T")

BELOW_CORE = 1
FAILED = 1
NOT_OBSERVED = 3
_INTERRUPTED = 130


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Observe subjects in every scenario, and print their findings and levels. A local model answers them, not"
        " Atlassian. Exit status: 0 all reach Core, 1 one does not, 2 usage; of a part: 0 everything passes, 1 a"
        " requirement fails, 3 one was not observed; with --expect: 0 as expected, 1 a result is worse, 3 one is better"
        " or changed."
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
    add_report_arguments(parser)
    chosen = parser.add_argument_group("a part of a run, which has no level and cannot be packed")
    chosen.add_argument(
        "--only", nargs="+", default=(), metavar="ID", help="judge these requirements, in the scenarios that they need"
    )
    chosen.add_argument("--scenario", nargs="+", default=(), metavar="ID", help="run these scenarios")
    parser.add_argument(
        "--verbose", action="store_true", help="print each request with its answer, and what the subject printed"
    )
    parser.set_defaults(access=AccessKind.PROXY)


def run(arguments: Namespace) -> int:
    """Observe all subjects, also if one of them has a problem, and report on each; returns the exit status."""
    require_posix()
    from token_conformance.certify.certification import Certifier  # noqa: PLC0415  # help and mistakes do not wait for the servers

    paths = paths_of(arguments.subject)
    reports = Reports(arguments, paths)
    try:
        with Certifier(arguments.output, arguments.access) as certifier:
            if arguments.only or arguments.scenario:
                return _run_part(paths, certifier, arguments)
            started = {path: certifier.start(path) for path in paths}
            show = {path: partial(_show, path=path, arguments=arguments, reports=reports) for path in paths}
            status = _worst([_status(path, future, show[path]) for path, future in started.items()])
            reports.finish()
            return status
    except KeyboardInterrupt:
        complain("token-conformance certify run: interrupted; only steps by hand are kept of unfinished subjects")
        return _INTERRUPTED


def _run_part(paths: "Sequence[Path]", certifier: "Certifier", arguments: Namespace) -> int:
    from token_conformance.certify.part import part_of  # noqa: PLC0415  # for the same reason

    part = part_of(arguments.only, arguments.scenario)
    started = {path: certifier.start_part(path, part) for path in paths}
    show = partial(_show_part, part=part, verbose=arguments.verbose)
    return _worst([_status(path, future, show) for path, future in started.items()])


def _worst(statuses: "Sequence[int]") -> int:
    """A problem of a file goes before a requirement that fails, and this before one that was not observed."""
    return next((status for status in (USAGE_ERROR, FAILED, NOT_OBSERVED) if status in statuses), 0)


def _status(path: Path, future: "Future[T]", show: "Callable[[T], int]") -> int:
    try:
        done = future.result()
    except EOFError:
        complain(f"token-conformance: {path}: its [manual] actions need a person; run it in a terminal")
        return USAGE_ERROR
    except UserError as error:
        for problem in error.problems:
            complain(f"token-conformance: {problem}")
        return USAGE_ERROR
    return show(done)


def _show(done: "Certification", path: Path, arguments: Namespace, reports: Reports) -> int:
    if reports.are_text:
        with reports.printing():
            _show_run(done, path, arguments)
    return reports.add(path, done.folder, 0 if done.judgement.level else BELOW_CORE)


def _show_run(done: "Certification", path: Path, arguments: Namespace) -> None:
    if arguments.verbose:
        _say_transcripts(done)
    _show_findings(done, path, arguments.access)
    _show_unserved(done)
    _say_text(f"Observations: {done.folder}. {_next(done.folder, arguments.access)}")


def _show_part(done: "PartialRun", part: "Part", *, verbose: bool) -> int:
    from token_conformance.certify.part import judged  # noqa: PLC0415  # for the same reason
    from token_conformance.certify.terminal import part_lines  # noqa: PLC0415  # for the same reason

    if verbose:
        _say_transcripts(done)
    found = judged(part, done.observations)
    say(done.title)
    for line in part_lines(part, found):
        say(line)
    _show_unserved(done)
    _say_text(f"Observations: {done.folder}. This was a part of a run: it has no level, and cannot be packed.")
    return _status_of(found)


def _say_transcripts(done: "Certification | PartialRun") -> None:
    from token_conformance.certify.terminal import transcripts  # noqa: PLC0415  # for the same reason

    for line in transcripts(done.observations):
        say(line)


def _status_of(found: "Sequence[Judged]") -> int:
    results = {judged.result for judged in found}
    return FAILED if "fail" in results else NOT_OBSERVED if "not observed" in results else 0


def _next(folder: Path, access: AccessKind) -> str:
    if not access.is_certifiable:
        return "They were made at a base URL, so they cannot be packed."
    return f"Next: token-conformance certify pack {folder} -o NAME.zip"


def _show_findings(done: "Certification", path: Path, access: AccessKind) -> None:
    """Print every cause with what it leads to, and the level."""
    from token_conformance.certify.certificate.report import STATEMENT  # noqa: PLC0415  # for the same reason
    from token_conformance.certify.details import Where  # noqa: PLC0415  # for the same reason
    from token_conformance.certify.terminal import findings_lines  # noqa: PLC0415  # for the same reason

    where = Where.of(_named(path), access, f"{done.folder}/observations/", done.library)
    say(done.title)
    say("")
    for line in findings_lines(done.judgement, where):
        say(line)
    _say_text(f"Level: {done.judgement.basis.sentence}. {STATEMENT}")


def _named(path: Path) -> str:
    """A subject file as it can be typed: by its name if it comes with the suite."""
    return path.stem if path.parent == SUBJECTS else quote(str(path))


def _show_unserved(done: "Certification | PartialRun") -> None:
    """Print the operations that the model does not serve, ready for an issue."""
    from token_conformance.certify.requirements.unserved import ASK, UNSERVED, unserved  # noqa: PLC0415  # for the same reason

    if lines := unserved(done.observations):
        for line in (f"{UNSERVED}. {ASK}", "", *(f"- {line}" for line in lines), ""):
            _say_text(line)


def _say_text(text: str) -> None:
    """Print a sentence, which a terminal shows in lines that fit; a path in its commands stays in one piece."""
    for line in wrap(text, terminal_width() or len(text), rest="    ", whole=True):
        say(line)
