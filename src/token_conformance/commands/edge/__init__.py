"""`token-conformance edge`: run the local model in the foreground, to try curl or another program against it."""

import gc
import os
import signal
import socket
import threading
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.commands._parser import USAGE_ERROR, argument
from token_conformance.commands.edge.jailed import run_jailed
from token_conformance.commands.edge.tenants import add_tenant, check_tenant, how_to_repeat, made_tenant
from token_conformance.edge.access.world import WORLDS
from token_conformance.errors import UserError
from token_conformance.redaction.output import complain, publish

if TYPE_CHECKING:
    from token_conformance.edge.access.own_tokens import OwnToken
    from token_conformance.edge.faults.fault import Fault
    from token_conformance.edge.server.edge import DirectSockets, Edge

_HIGHEST_PORT = 65_535

_FAULT_HELP = """\
answer wrongly on purpose; may be given several times. NAME is 429 (:SECONDS to wait), 429-date:SECONDS, 500 or 503
(:processed carries the request out first), slow:SECONDS, malformed-json, half-body, half-head, html-login, reset
(:processed), expired, or wrong-certificate (:authority or :name). LIMIT is one or more of method=NAME, path=PART,
after=N, first=N and every=N, separated by commas, such as 429:2@after=20,every=3
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Run the local model of Atlassian's edge, to try curl or another program against it."
    parser.usage = "%(prog)s [options]\n       %(prog)s [options] --jail -- COMMAND..."
    _add_place(parser)
    add_tenant(parser)
    _add_tokens(parser)
    parser.add_argument(
        "--fault",
        type=argument(_fault),
        action="append",
        default=[],
        metavar="NAME[:ARGUMENT][@LIMIT]",
        help=_FAULT_HELP,
    )
    _add_files(parser)
    parser.add_argument(
        "--jail",
        action="store_true",
        help="run COMMAND, in a network in which only the edge can be reached and every trust store has its authority,"
        " and end with the status of the command (Linux only)",
    )
    parser.add_argument(
        "command", nargs="*", metavar="COMMAND", help="with --jail: a command and its arguments, after --"
    )


def _add_place(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--edge",
        choices=WORLDS,
        default="known",
        help="the world to model: known (the default), or requested, in which CLOUD-12617 is implemented",
    )
    parser.add_argument(
        "--port", type=_port, default=0, help="the port to listen on at 127.0.0.1 (default: a free port)"
    )


def _add_tokens(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--token",
        type=argument(_own_token),
        action="append",
        default=[],
        metavar="NAME=SCOPE,SCOPE",
        help="add a token with exactly these scopes, such as mine=read:jira-work,write:jira-work; all:jira and"
        " all:confluence are all scopes of an app; may be given several times",
    )
    parser.add_argument(
        "--refuse-service-account-basic",
        action="store_true",
        help="refuse the token of the service account as Basic at the gateway, where sources contradict each other",
    )


def _add_files(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--env-file",
        type=Path,
        metavar="FILE",
        help="write the variables to export to FILE, as KEY=value lines, when the edge is ready",
    )
    parser.add_argument("--log", type=Path, metavar="FILE", help="append a line of JSON to FILE for each request")


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= _HIGHEST_PORT):
        raise ArgumentTypeError(f"{text!r} is not a port: it must be a number from 0 to {_HIGHEST_PORT}")
    return int(text)


def _fault(text: str) -> "Fault":
    from token_conformance.edge.faults.fault import parse_fault  # noqa: PLC0415  # --help does not wait for the servers

    return parse_fault(text)


def _own_token(text: str) -> "OwnToken":
    from token_conformance.edge.access.own_tokens import OwnToken  # noqa: PLC0415  # --help does not read the catalogue

    return OwnToken.parse(text)


def run(arguments: Namespace) -> int:
    """Run until interrupted, or until the command in the jail ends; returns the exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a plain `kill` ends the edge in the same way as Ctrl-C
    gc.disable()  # nothing of what the start makes is garbage, and each collection would look at all of it
    try:
        _check(arguments)
        _prepare_files(arguments)
        if arguments.jail:
            _say_how_to_repeat(arguments)
            return run_jailed(arguments.command, lambda sockets: _edge(arguments, sockets))
        with suppress(KeyboardInterrupt), _edge(arguments) as edge:
            _announce(edge, arguments)
            gc.freeze()
            gc.enable()
            threading.Event().wait()
    except UserError as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(_explain(error, arguments))
    return 0


def _check(arguments: Namespace) -> None:
    """Raise UserError for options that do not belong together."""
    check_tenant(arguments)
    if arguments.jail != bool(arguments.command):
        raise UserError("--jail and a command belong together: token-conformance edge --jail -- COMMAND...")
    if arguments.jail and arguments.env_file:
        raise UserError("--env-file is not for --jail, whose command gets the variables itself; leave it out")


def _prepare_files(arguments: Namespace) -> None:
    """Check the tokens and the log, and remove the variables of an earlier edge, which are not for this one.

    Nothing is removed if the edge cannot start: another edge may listen on the port, with its variables in the file.
    """
    from token_conformance.edge.access.own_tokens import check_names  # noqa: PLC0415  # --help does not wait
    from token_conformance.edge.env_file import refuse_foreign, remove_env_file  # noqa: PLC0415  # for the same reason
    from token_conformance.edge.server.request_log import prepare_log  # noqa: PLC0415  # for the same reason

    check_names(arguments.token)
    if arguments.env_file:
        refuse_foreign(arguments.env_file)
    if arguments.log:
        prepare_log(arguments.log)
    socket.create_server(("127.0.0.1", arguments.port)).close()
    if arguments.env_file:
        remove_env_file(arguments.env_file)


def _edge(arguments: Namespace, sockets: "DirectSockets | None" = None) -> "Edge":
    from token_conformance.edge.server.edge import Edge  # noqa: PLC0415  # for the same reason

    return Edge(
        *made_tenant(arguments),
        world=replace(WORLDS[arguments.edge], service_account_basic=not arguments.refuse_service_account_basic),
        port=arguments.port,
        faults=arguments.fault,
        log=arguments.log,
        own_tokens=arguments.token,
        sockets=sockets,
    )


def _announce(edge: "Edge", arguments: Namespace) -> None:
    from token_conformance.edge.banner import banner  # noqa: PLC0415  # --help and mistakes do not wait for it
    from token_conformance.edge.env_file import script_variables, settings_of, write_env_file  # noqa: PLC0415  # same

    if arguments.env_file:
        settings = settings_of(edge.tenant, edge.account)
        write_env_file(arguments.env_file, edge.environment() | settings | script_variables(edge))
    publish(banner(edge, arguments.edge, how_to_repeat(arguments)))


def _say_how_to_repeat(arguments: Namespace) -> None:
    """Print the seed of a random tenant beside what the command in the jail prints, unless the user has chosen it."""
    if arguments.tenant == "random" and not arguments.is_seed_given:
        complain(f"token-conformance edge: {how_to_repeat(arguments)}")


def _explain(error: OSError, arguments: Namespace) -> str:
    """Name the option that caused the error: only the error of a file has a file name."""
    reason = os.strerror(error.errno or 0)
    if not error.filename:
        return f"cannot listen on --port {arguments.port}: {reason}"
    if error.filename == str(arguments.log):
        return f"cannot write --log {arguments.log}: {reason}"
    return f"cannot write --env-file {arguments.env_file}: {reason}"


def _refuse(sentence: str) -> int:
    complain(f"token-conformance edge: {sentence}")
    return USAGE_ERROR
