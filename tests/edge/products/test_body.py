"""What a handler is given of a JSON body, by the shape that it declares."""

from typing import Any

import pytest

from token_conformance.edge.products.body import ID, Shape, WrongTypeError, read_as


@pytest.mark.parametrize(
    ("shape", "value", "read"),
    [
        (str, "text", "text"),
        (ID, 7, 7),
        (ID, "7", "7"),
        (float, 0.5, 0.5),
        (float, 5, 5),
        (object, None, None),
        (dict, {"any": None}, {"any": None}),
        (dict[str, Any] | str, {"any": 1}, {"any": 1}),
        ([str], [], []),
        ([ID], ["1", 2], ["1", 2]),
        ({"a": str}, {}, {}),
        ({"a": str}, {"a": "x", "b": 1}, {"a": "x"}),
        ({"a": str, "*": int}, {"a": "x", "b": 1}, {"a": "x", "b": 1}),
        ({"a": str}, {"a": None}, {}),
        ({"a": str | None}, {"a": None}, {"a": None}),
        ({"a": object}, {"a": None}, {"a": None}),
        ({"a": [{"b": bool}]}, {"a": [{"b": True, "c": 1}, {"b": None}]}, {"a": [{"b": True}, {}]}),
        (([str], {"a": str}), ["x"], ["x"]),
        (([str], {"a": str}), {"a": "x"}, {"a": "x"}),
    ],
)
def test_what_fits_is_read(shape: Shape, value: Any, read: Any) -> None:
    """Members that are not declared are left out, and so is null where it has no meaning."""
    assert read == read_as(shape, value)


@pytest.mark.parametrize(
    ("shape", "value", "message"),
    [
        ({"a": str}, [], "The request's body must be a JSON object"),
        (([str], {"a": str}), 5, "The request's body must be a JSON array or object"),
        ({"a": str}, {"a": 5}, "'a' must be a string in the request's body"),
        ({"a": int}, {"a": True}, "'a' must be a whole number in the request's body"),
        ({"a": int}, {"a": 1.0}, "'a' must be a whole number in the request's body"),
        ({"a": float}, {"a": False}, "'a' must be a number in the request's body"),
        ({"a": bool}, {"a": "true"}, "'a' must be true or false in the request's body"),
        ({"a": str | None}, {"a": {}}, "'a' must be a string or null in the request's body"),
        ({"a": ID}, {"a": []}, "'a' must be a string or a whole number in the request's body"),
        ({"a": dict}, {"a": []}, "'a' must be an object in the request's body"),
        ({"a": [str]}, {"a": "x"}, "'a' must be an array in the request's body"),
        ({"a": [str]}, {"a": ["x", None]}, "'a[1]' must be a string in the request's body"),
        ({"a": [{"b": bool}]}, {"a": [{}, {"b": 1}]}, "'a[1].b' must be true or false in the request's body"),
        ({"a": {"*": [str]}}, {"a": {"c": [1]}}, "'a.c[0]' must be a string in the request's body"),
    ],
)
def test_what_does_not_fit_is_named(shape: Shape, value: Any, message: str) -> None:
    """The message has the place and the right type."""
    with pytest.raises(WrongTypeError) as raised:
        read_as(shape, value)
    assert message == str(raised.value)
