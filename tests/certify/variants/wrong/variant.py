"""A wrong variant of the example: the example with one change that a requirement forbids."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from either_token import EitherToken


@dataclass(frozen=True)
class Variant:
    """`transport` replaces the example's transport, and `change` is entered while the program runs."""

    transport: type[EitherToken] = EitherToken
    change: AbstractContextManager[object] = field(default_factory=nullcontext)
