"""JSON from others: read strictly, so that a wrong text is one ValueError and never another exception."""

import json
from collections import Counter
from typing import Any

from token_conformance.model.answer import NotJsonError
from token_conformance.model.bounds import is_blank, is_nested_within

DEEPEST = 200
"""The most arrays and objects inside each other that are read."""

_SHOWN = 60


def parse_json(text: str | bytes) -> Any:
    """Read one JSON document.

    Raises NotJsonError, whose text is one line, for text that is not JSON or not UTF-8, and for what readers of JSON
    understand in different ways: a name twice in one object, NaN and Infinity, nesting deeper than `DEEPEST`, and
    numbers that Python refuses for their length.
    """
    try:
        plain = text.decode("utf-8") if isinstance(text, bytes) else text
        parsed = json.loads(plain, object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError as error:
        raise NotJsonError("it is not UTF-8 text") from error
    except RecursionError as error:
        raise NotJsonError(_TOO_DEEP) from error
    except json.JSONDecodeError as error:
        if is_blank(plain):
            raise NotJsonError("it is empty") from error
        raise NotJsonError(f"it is not JSON ({error.msg} at line {error.lineno}, column {error.colno})") from error
    except NotJsonError:
        raise
    except ValueError as error:  # a number of more digits than Python converts
        raise NotJsonError("it has a number with too many digits") from error
    if plain.count("[") + plain.count("{") > DEEPEST and not is_nested_within(parsed, DEEPEST):
        raise NotJsonError(_TOO_DEEP)
    return parsed


_TOO_DEEP = f"it has more than {DEEPEST} arrays and objects inside each other"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise NotJsonError(f"it has the name {twice[:_SHOWN]!r} twice in one object")
    return result


def _constant(word: str) -> Any:
    raise NotJsonError(f"it has {word}, which is not a JSON number")
