"""`token-conformance edge`: runs the local model in the foreground, for a person with curl or a program to try."""

import os
import signal
import sys
import threading
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress
from typing import TYPE_CHECKING

from token_conformance.edge.world import WORLDS

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_HIGHEST_PORT = 65_535
_USAGE_ERROR = 2


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    summary = "run the local model of Atlassian's edge, to be tried with curl or any other program"
    parser = subparsers.add_parser("edge", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.add_argument(
        "--edge",
        choices=WORLDS,
        default="known",
        help="the world to model: known (the default), or requested, in which CLOUD-12617 is implemented",
    )
    parser.add_argument(
        "--port", type=_port, default=0, help="the port to listen on at 127.0.0.1 (default: a free one)"
    )
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Run until interrupted; returns the exit status."""
    from token_conformance.edge.banner import banner  # noqa: PLC0415  # loads the servers, which no other command needs
    from token_conformance.edge.server import Edge  # noqa: PLC0415  # for the same reason

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a plain `kill` ends it as cleanly as Ctrl-C
    try:
        with suppress(KeyboardInterrupt), Edge(world=WORLDS[arguments.edge], port=arguments.port) as edge:
            sys.stdout.write(banner(edge, arguments.edge))
            sys.stdout.flush()
            threading.Event().wait()
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        sys.stderr.write(f"token-conformance edge: cannot listen on --port {arguments.port}: {reason}\n")
        return _USAGE_ERROR
    return 0


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= _HIGHEST_PORT):
        raise ArgumentTypeError(f"{text!r} is no port: it must be a number from 0 to {_HIGHEST_PORT}")
    return int(text)
