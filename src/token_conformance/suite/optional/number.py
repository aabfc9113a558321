"""The value of an option that is a whole number, such as the size of a sample or a limit of a live run."""

from token_conformance.errors import shortened
from token_conformance.suite.output import usage_error

_MOST_DIGITS = 19
"""More than any bound has; Python refuses to read thousands of digits."""


def whole_number(option: str, text: str, lowest: int, highest: int) -> int:
    """Read a number in decimal digits; for any other text it raises pytest.UsageError that names the option."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    if not (is_number and lowest <= int(text) <= highest):
        raise usage_error(f"{option}: {shortened(repr(text))} must be a whole number from {lowest} to {highest:,}")
    return int(text)
