"""The options by which a user changes how much a live run may ask of the tenant."""

from argparse import ArgumentTypeError
from collections.abc import Callable

import pytest

from token_conformance.politeness.limits import HIGHEST_CONCURRENCY, HIGHEST_RATE, Limits

_DEFAULT = Limits()


def add(group: pytest.OptionGroup) -> None:
    """Add the options to the project's own."""
    group.addoption(
        "--rate",
        type=_number(HIGHEST_RATE),
        metavar="N",
        help=f"The most requests a second to a live tenant, over all workers (default: {_DEFAULT.rate}).",
    )
    group.addoption(
        "--concurrency",
        type=_number(HIGHEST_CONCURRENCY),
        metavar="N",
        help=f"The most requests at once to a live tenant, over all workers (default: {_DEFAULT.concurrency}).",
    )


def limits(config: pytest.Config, target: str) -> Limits:
    """The limits of a run; raises pytest.UsageError where they are asked for and nothing is limited."""
    given = {name: value for name in ("rate", "concurrency") if (value := config.getoption(f"--{name}"))}
    if given and target != "live":
        raise pytest.UsageError(f"--{next(iter(given))} is for a live tenant, not for --target {target}; drop it")
    return Limits(**given)


def _number(highest: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= highest):
            raise ArgumentTypeError(f"{text!r} must be a whole number from 1 to {highest}")
        return int(text)

    return number
