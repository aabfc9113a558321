"""TOML from others: read strictly, so that a wrong text is one ValueError and never another exception."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from token_conformance.model.bounds import MEGABYTE, is_nested_within

DEEPEST = 32
"""The most parts of one dotted key, and the most arrays and tables inside each other, that are read."""

LARGEST = MEGABYTE
"""The most characters of a document."""

LARGEST_NUMBER = 2**63
"""TOML's whole numbers have 64 bits; Python reads larger ones in hexadecimal and cannot write them in decimal."""

_MARK = "\ufeff"
"""The byte order mark that some editors on Windows write first. TOML says that it is ignored; `tomllib` refuses it."""

_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{DEEPEST}}}")


class TomlError(ValueError):
    """The text is not TOML, or nested too deeply; the message is one line."""


def parse_toml(text: str) -> dict[str, Any]:
    """Read a TOML document; raises TomlError with one line if it is wrong, too long or nested too deeply.

    Dotted keys are looked at before anything is parsed: `tomllib` keeps each prefix of a key, which takes gigabytes
    for one long key.
    """
    if len(text) > LARGEST:
        raise TomlError(f"it has more than {LARGEST:,} characters")
    if _LONG_KEY.search(text):
        raise TomlError(f"it has a dotted key of more than {DEEPEST} parts")
    try:
        document = tomllib.loads(text.removeprefix(_MARK))
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error)) from error
    except RecursionError as error:
        raise TomlError(_TOO_DEEP) from error
    except ValueError as error:  # a number of more digits than Python converts
        raise TomlError("it has a number with too many digits") from error
    if not is_nested_within(list(document.values()), DEEPEST + 1):
        raise TomlError(_TOO_DEEP)
    if any(not -LARGEST_NUMBER <= number < LARGEST_NUMBER for number in _whole_numbers(document)):
        raise TomlError("it has a number of more than 64 bits")
    return document


def _whole_numbers(value: Any) -> Iterator[int]:
    """Every whole number in a document, which is not nested too deeply."""
    if isinstance(value, int):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _whole_numbers(item)


_TOO_DEEP = f"it has more than {DEEPEST} arrays and tables inside each other"
