"""Bodies of a shape with one value of a wrong type, at each of its places."""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from token_conformance.edge.products.body import Shape

_EXAMPLES: dict[type, Any] = {str: "text", int: 5, float: 0.5, bool: True, list: ["text"], dict: {"text": 5}}
"""A value of each JSON type but null."""


def wrong_values(shape: Shape) -> Iterator[Any]:
    """Values that are wrong somewhere, and in one place only; none of them is null, but in arrays."""
    kinds = set(_kinds(shape))
    if object in kinds:
        return
    kinds |= {int} if float in kinds else set()
    yield from (value for kind, value in _EXAMPLES.items() if kind not in kinds)
    for one in shape if isinstance(shape, tuple) else (shape,):
        if isinstance(one, list):
            yield from ([value] for value in wrong_values(one[0]))
            if not {NoneType, object} & set(_kinds(one[0])):
                yield [None]
        elif isinstance(one, Mapping):
            for name, part in one.items():
                yield from ({name.replace("*", "any"): value} for value in wrong_values(part))


def members(shape: Shape | None) -> Iterator[str]:
    """The members of an object for which null has no meaning."""
    if isinstance(shape, Mapping):
        yield from (name for name, part in shape.items() if not {NoneType, object} & set(_kinds(part)))


def _kinds(shape: Shape) -> Iterator[type]:
    if isinstance(shape, tuple):
        for each in shape:
            yield from _kinds(each)
    elif isinstance(shape, list | Mapping):
        yield list if isinstance(shape, list) else dict
    else:
        yield from (get_origin(kind) or kind for kind in (get_args(shape) if isinstance(shape, UnionType) else [shape]))
