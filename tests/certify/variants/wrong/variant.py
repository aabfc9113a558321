"""What a wrong variant of the example is: the example, but for one thing that a requirement forbids."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from either_token import EitherToken


@dataclass(frozen=True)
class Variant:
    """`transport` takes the place of the example's, and `change` is held while the program runs."""

    transport: type[EitherToken] = EitherToken
    change: AbstractContextManager[object] = field(default_factory=nullcontext)
