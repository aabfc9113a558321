"""The options of `token-conformance edge`."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.commands._arguments import argument
from token_conformance.edge.world import WORLDS

if TYPE_CHECKING:
    from token_conformance.edge.faults import Fault

DEFAULT_SEED = 0
DEFAULT_EXTRAS = 3
_HIGHEST_PORT = 65_535

_FAULT_HELP = """\
go wrong on purpose; may be given several times. NAME is 429 (:SECONDS to wait), 429-date:SECONDS, 500 or 503
(:processed, to carry the request out nevertheless), slow:SECONDS, malformed-json, half-body, html-login, reset
(:processed), expired, or wrong-certificate (:authority or :name). LIMIT is of method=NAME, path=PART, after=N, first=N
and every=N, with commas between, such as 429:2@after=20,every=3
"""


def add_options(parser: ArgumentParser) -> None:
    """Add all of them."""
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
    parser.add_argument("--seed", type=_count, help=f"what a random tenant is made from (default: {DEFAULT_SEED})")
    parser.add_argument(
        "--extras",
        type=_count,
        help=f"how many more people, projects and spaces a random tenant holds (default: {DEFAULT_EXTRAS})",
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
    from token_conformance.edge.faults import parse_fault  # noqa: PLC0415  # loads the servers

    return parse_fault(text)
