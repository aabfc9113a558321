"""The JSON body of a request: the members that a handler reads, and the types that they must have.

A handler declares the members with `honours(body=...)`; `json_object` gives it these members alone, of these types.
"""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, TypeAlias, get_args, get_origin

Shape: TypeAlias = type | UnionType | list["Shape"] | tuple["Shape", ...] | Mapping[str, "Shape"]
"""What a value of a body must be.

- A type: `str`, `int`, `bool`, `float` (any number), `dict` (an object with any members), or `object` (anything).
- Types in a union, such as `str | int`. With `None` in it, null has a meaning of its own.
- `[shape]`: an array of such items.
- `{"name": shape}`: an object. `"*"` is the shape of all members that have no name; without it they are left out.
- `(shape, shape)`: one of these shapes.
"""

ID = str | int
"""An id, which clients send as a string or as a number."""

_WORDS = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "an object",
    list: "an array",
    NoneType: "null",
}


class WrongTypeError(ValueError):
    """A value of a body has the wrong type; the message names its place and the right type."""


def read_as(shape: Shape, value: Any, place: str = "") -> Any:
    """The value without the members that the shape lacks. Raises WrongTypeError.

    A member that is null is left out too, as if it were missing, unless its shape has null.
    """
    fitting = next((each for each in _shapes(shape) if _fits(each, value)), None)
    if fitting is None:
        raise WrongTypeError(_problem(shape, place))
    if isinstance(fitting, list):
        return [read_as(fitting[0], each, f"{place}[{number}]") for number, each in enumerate(value)]
    if isinstance(fitting, Mapping):
        return dict(_members(fitting, value, f"{place}." if place else ""))
    return value


def _problem(shape: Shape, place: str) -> str:
    kinds = [_WORDS[kind] for each in _shapes(shape) for kind in _types(each)]
    if not place:
        return f"The request's body must be a JSON {' or '.join(each.split()[-1] for each in kinds)}"
    return f"'{place}' must be {' or '.join(kinds)} in the request's body"


def _members(shape: Mapping[str, Shape], value: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, each in value.items():
        wanted = shape.get(name, shape.get("*"))
        if wanted is not None and (each is not None or any(_fits(one, None) for one in _shapes(wanted))):
            yield name, read_as(wanted, each, f"{prefix}{name}")


def _shapes(shape: Shape) -> tuple[Shape, ...]:
    return shape if isinstance(shape, tuple) else (shape,)


def _fits(shape: Shape, value: Any) -> bool:
    """Whether a value is of the JSON type of a shape; what is in it is not looked at."""
    return shape is object or type(value) in _types(shape) or (float in _types(shape) and type(value) is int)


def _types(shape: Shape) -> tuple[type, ...]:
    """The types of Python that fit a shape."""
    if isinstance(shape, list):
        return (list,)
    if isinstance(shape, Mapping):
        return (dict,)
    kinds = get_args(shape) if isinstance(shape, UnionType) else (shape,)
    return tuple(get_origin(kind) or kind for kind in kinds)
