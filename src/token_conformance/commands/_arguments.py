"""Arguments of the command line that are read by functions of other packages."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import TypeVar

from token_conformance.errors import UserError

T = TypeVar("T")


def argument(read: Callable[[str], T]) -> Callable[[str], T]:
    """Make a `type` for argparse, which shows the message of a UserError together with the name of the option."""

    def read_argument(text: str) -> T:
        try:
            return read(text)
        except UserError as error:
            raise ArgumentTypeError(str(error)) from error

    return read_argument
