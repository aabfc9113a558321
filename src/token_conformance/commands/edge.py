"""`token-conformance edge`: runs the local model in the foreground, for a person with curl or a program to try."""

import os
import signal
import sys
import threading
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.commands._parser import USAGE_ERROR, argument
from token_conformance.edge.access.world import WORLDS

if TYPE_CHECKING:
    from token_conformance.edge.faults.fault import Fault
    from token_conformance.edge.server.edge import Edge

_DEFAULT_SEED = 0
_DEFAULT_EXTRAS = 3
_HIGHEST_PORT = 65_535

_FAULT_HELP = """\
go wrong on purpose; may be given several times. NAME is 429 (:SECONDS to wait), 429-date:SECONDS, 500 or 503
(:processed, to carry the request out nevertheless), slow:SECONDS, malformed-json, half-body, html-login, reset
(:processed), expired, or wrong-certificate (:authority or :name). LIMIT is of method=NAME, path=PART, after=N, first=N
and every=N, with commas between, such as 429:2@after=20,every=3
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Run the local model of Atlassian's edge, to be tried with curl or any other program."
    _add_place(parser)
    _add_tenant(parser)
    parser.add_argument(
        "--fault",
        type=argument(_fault),
        action="append",
        default=[],
        metavar="NAME[:ARGUMENT][@LIMIT]",
        help=_FAULT_HELP,
    )
    _add_files(parser)


def _add_place(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--edge",
        choices=WORLDS,
        default="known",
        help="the world to model: known (the default), or requested, in which CLOUD-12617 is implemented",
    )
    parser.add_argument(
        "--port", type=_port, default=0, help="the port to listen on at 127.0.0.1 (default: a free one)"
    )


def _add_tenant(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--tenant",
        choices=("seeded", "random"),
        default="seeded",
        help="the tenant to model: seeded (the default), which the cassettes show, or a random one with its own names",
    )
    parser.add_argument("--seed", type=_count, help=f"what a random tenant is made from (default: {_DEFAULT_SEED})")
    parser.add_argument(
        "--extras",
        type=_count,
        help=f"how many more people, projects and spaces a random tenant holds (default: {_DEFAULT_EXTRAS})",
    )


def _add_files(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--env-file",
        type=Path,
        metavar="FILE",
        help="write the variables to export to FILE, as KEY=value lines, once the edge answers",
    )
    parser.add_argument("--log", type=Path, metavar="FILE", help="append a line of JSON to FILE for each request")


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= _HIGHEST_PORT):
        raise ArgumentTypeError(f"{text!r} is no port: it must be a number from 0 to {_HIGHEST_PORT}")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is no whole number from 0 up")
    return int(text)


def _fault(text: str) -> "Fault":
    from token_conformance.edge.faults.fault import parse_fault  # noqa: PLC0415  # help does not wait for the servers

    return parse_fault(text)


def run(arguments: Namespace) -> int:
    """Run until interrupted; returns the exit status."""
    if arguments.tenant == "seeded" and (arguments.seed, arguments.extras) != (None, None):
        return _refuse("--seed and --extras are for a random tenant; give --tenant random as well")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a plain `kill` ends it as cleanly as Ctrl-C
    try:
        _prepare_files(arguments)
        with suppress(KeyboardInterrupt), _edge(arguments) as edge:
            _announce(edge, arguments)
            threading.Event().wait()
    except OSError as error:
        return _refuse(_explain(error, arguments))
    return 0


def _prepare_files(arguments: Namespace) -> None:
    """Nobody shall take an old file of variables for this edge's; a log that cannot be written is known at once."""
    if arguments.env_file:
        arguments.env_file.unlink(missing_ok=True)
    if arguments.log:
        arguments.log.open("a").close()


def _edge(arguments: Namespace) -> "Edge":
    from token_conformance.edge.server.edge import Edge  # noqa: PLC0415  # for the same reason
    from token_conformance.edge.tenant.random_tenant import random_tenant  # noqa: PLC0415  # help and mistakes do not wait for it

    seed = _DEFAULT_SEED if arguments.seed is None else arguments.seed
    extras = _DEFAULT_EXTRAS if arguments.extras is None else arguments.extras
    given = random_tenant(seed, extras) if arguments.tenant == "random" else ()
    return Edge(*given, world=WORLDS[arguments.edge], port=arguments.port, faults=arguments.fault, log=arguments.log)


def _announce(edge: "Edge", arguments: Namespace) -> None:
    from token_conformance.edge.banner import banner  # noqa: PLC0415  # help and mistakes do not wait for it
    from token_conformance.edge.env_file import settings_of, write_env_file  # noqa: PLC0415  # for the same reason

    if arguments.env_file:
        write_env_file(arguments.env_file, edge.environment() | settings_of(edge.tenant, edge.account))
    sys.stdout.write(banner(edge, arguments.edge))
    sys.stdout.flush()


def _explain(error: OSError, arguments: Namespace) -> str:
    """Which option met the error: a file has a name, the port has none."""
    reason = os.strerror(error.errno or 0)
    if not error.filename:
        return f"cannot listen on --port {arguments.port}: {reason}"
    if error.filename == str(arguments.log):
        return f"cannot write --log {arguments.log}: {reason}"
    return f"cannot write --env-file {arguments.env_file}: {reason}"


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"token-conformance edge: {sentence}\n")
    return USAGE_ERROR
