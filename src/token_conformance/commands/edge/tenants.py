"""The tenants that the edge can have: the seeded one, a rich one, and a random one, which its seed repeats."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from random import SystemRandom
from typing import TYPE_CHECKING

from token_conformance.errors import UserError

if TYPE_CHECKING:
    from token_conformance.edge.tenant.state import State
    from token_conformance.model.account import Account

_DEFAULT_EXTRAS = 3
_HIGHEST_SEED = 999_999
_EARLIER = {"seeded": "seed"}
"""The name that version 0.1.0 has for a tenant, and today's."""


def add_tenant(parser: ArgumentParser) -> None:
    """Add the options that choose a tenant."""
    parser.add_argument(
        "--tenant",
        type=lambda text: _EARLIER.get(text, text),
        choices=("seed", "rich", "random"),
        default="seed",
        help="the tenant to model: seed (the default), as in the cassettes; rich, which has the same names and more"
        " projects, issues, spaces and pages, to try paging and search; or random, with other names, ids and tokens",
    )
    parser.add_argument(
        "--seed", type=_count, help="the seed of a random tenant (default: another one each time, which is printed)"
    )
    parser.add_argument(
        "--extras",
        type=_count,
        help=f"the number of additional people, projects and spaces of a random tenant (default: {_DEFAULT_EXTRAS})",
    )


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a whole number, 0 or more")
    return int(text)


def check_tenant(arguments: Namespace) -> None:
    """Complete the options of a random tenant. Raises UserError if another tenant has them."""
    if arguments.tenant != "random":
        if (arguments.seed, arguments.extras) != (None, None):
            raise UserError("--seed and --extras are for a random tenant; add --tenant random")
        return
    arguments.is_seed_given = arguments.seed is not None
    if arguments.seed is None:
        arguments.seed = SystemRandom().randint(0, _HIGHEST_SEED)
    if arguments.extras is None:
        arguments.extras = _DEFAULT_EXTRAS


def made_tenant(arguments: Namespace) -> "tuple[State | None, Account | None]":
    """The data and the account of the tenant, None for those that the edge has of its own."""
    if arguments.tenant == "rich":
        from token_conformance.edge.tenant.rich.tenant import rich_tenant  # noqa: PLC0415  # read for this tenant alone

        return rich_tenant(), None
    if arguments.tenant == "random":
        from token_conformance.edge.tenant.random_tenant import random_tenant  # noqa: PLC0415  # for the same reason

        return random_tenant(arguments.seed, arguments.extras)
    return None, None


def how_to_repeat(arguments: Namespace) -> str:
    """The sentence that says how to get a random tenant again; empty for another tenant."""
    if arguments.tenant != "random":
        return ""
    options = f"--tenant random --seed {arguments.seed} --extras {arguments.extras}"
    return f"the tenant is random; to get it again, use {options}"
