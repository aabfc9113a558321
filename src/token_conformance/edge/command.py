"""`token-conformance edge`: runs the local model in the foreground, for a person with curl or a program to try."""

import os
import signal
import sys
import threading
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from typing import TYPE_CHECKING

from token_conformance.edge.options import DEFAULT_EXTRAS, DEFAULT_SEED, add_options
from token_conformance.edge.world import WORLDS

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from token_conformance.edge.server import Edge

_USAGE_ERROR = 2


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    summary = "run the local model of Atlassian's edge, to be tried with curl or any other program"
    parser = subparsers.add_parser("edge", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    add_options(parser)
    parser.set_defaults(func=run)


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
    from token_conformance.edge.random_tenant import random_tenant  # noqa: PLC0415  # loads what no other command needs
    from token_conformance.edge.server import Edge  # noqa: PLC0415  # for the same reason

    seed = DEFAULT_SEED if arguments.seed is None else arguments.seed
    extras = DEFAULT_EXTRAS if arguments.extras is None else arguments.extras
    given = random_tenant(seed, extras) if arguments.tenant == "random" else ()
    return Edge(*given, world=WORLDS[arguments.edge], port=arguments.port, faults=arguments.fault, log=arguments.log)


def _announce(edge: "Edge", arguments: Namespace) -> None:
    from token_conformance.edge.banner import banner  # noqa: PLC0415  # loads what no other command needs
    from token_conformance.edge.settings import settings_of, write_env_file  # noqa: PLC0415  # for the same reason

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
    return _USAGE_ERROR
