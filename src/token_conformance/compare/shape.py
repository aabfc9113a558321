"""How the shapes of two bodies differ: their keys and the types of their values, wherever both say something.

What is null or an empty list on one side says nothing of the shape: whether there must be something is asked by the
requirement, and so told by the outcome. A list's length is the tenant's own, and so is what says how it goes on.
"""

from collections.abc import Iterator
from typing import Any

_PAGING = frozenset({"isLast", "isLastPage", "next", "nextPage", "nextPageToken"})


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """A few words for each place that differs, such as `values[].id: string became number`."""
    if before in (None, []) or after in (None, []):
        return
    one, other = _type(before), _type(after)
    if one != other:
        yield f"{path or 'the body'}: {one} became {other}"
    elif isinstance(before, dict):
        yield from _of_members(before, after, path)
    elif isinstance(before, list):
        yield from differences(before[0], after[0], f"{path}[]")


def _of_members(before: dict[str, Any], after: dict[str, Any], path: str) -> Iterator[str]:
    for key in sorted((before.keys() | after.keys()) - _PAGING):
        place = f"{path}.{key}" if path else key
        if key in before and key in after:
            yield from differences(before[key], after[key], place)
        else:
            yield f"{place}: {'gone' if key in before else 'new'}"


def _type(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"
