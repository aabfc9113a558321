"""The variables that a user has set, in the environment or in a file `.env`; the environment takes precedence."""

import os
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from token_conformance.errors import BoundError, UserError
from token_conformance.model.file import read_bytes
from token_conformance.model.text_file import reason_of
from token_conformance.project import DOTENV

LARGEST = 64 * 1024
"""The most bytes of the file: some 20 settings take 1,000, and dotenv needs a second for this many."""


def environment(root: Path) -> Mapping[str, str]:
    """All variables except empty ones; raises UserError for a file `.env` that cannot be read."""
    text = _read(root / DOTENV)
    written = dotenv_values(stream=StringIO(text), interpolate=False)  # a `$` in a token is a `$`
    merged = {name: value for name, value in written.items() if value} | {n: v for n, v in os.environ.items() if v}
    return {name: value for name, value in merged.items() if name}


def _read(path: Path) -> str:
    try:
        text = read_bytes(path, LARGEST, path.name).decode("utf-8-sig") if path.exists() else ""
    except BoundError as error:
        raise UserError(f"{error}; keep only settings in it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name}: cannot be read ({reason_of(error)}); write lines of NAME=value") from None
    for statement in parse_stream(StringIO(text)):
        if statement.error:  # dotenv itself only logs it
            line = statement.original.line
            raise UserError(
                f"{path.name}: line {line} is not a setting; write NAME=value, with quotes at both ends or at neither"
            )
    return text
