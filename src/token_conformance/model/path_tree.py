"""Values by path templates, found by the paths that the templates describe."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

_PARAMETER = re.compile(r"\{[^}]+\}")
_ANY = "{}"
"""The key of a part that is a parameter as a whole; its name does not matter."""
_END = "/"
"""The key of the values of the templates that end at a node; no part has a slash."""

T = TypeVar("T")


class PathTree(Generic[T]):
    """A tree with one level for each part of a path, so that a search looks only at what a path can mean.

    A `{name}` of a template matches one part of a path, or a piece of a part, that is not empty. The method of an
    operation can be the first part.
    """

    def __init__(self, values: Iterable[tuple[str, T]]) -> None:
        self._root: dict[str, Any] = {}
        self._mixed: list[tuple[re.Pattern[str], T]] = []
        for template, value in values:
            parts = _PARAMETER.sub(_ANY, template).split("/")
            if all(part == _ANY or _ANY not in part for part in parts):
                self._add(parts, value)
            else:  # few templates have a parameter beside other text
                self._mixed.append((path_pattern(template), value))

    def matches(self, path: str) -> Iterator[T]:
        """The values of every template that describes a path."""
        nodes = [self._root]
        for part in path.split("/"):
            keys = (part, _ANY) if part else ("",)
            nodes = [node[key] for node in nodes for key in keys if key in node]
        yield from (value for node in nodes for value in node.get(_END, ()))
        yield from (value for pattern, value in self._mixed if pattern.fullmatch(path))

    def _add(self, parts: Iterable[str], value: T) -> None:
        node = self._root
        for part in parts:
            node = node.setdefault(part, {})
        node.setdefault(_END, []).append(value)


def parameters_of(template: str) -> list[str]:
    """The names of the parameters of a path template, in their order."""
    return [parameter[1:-1] for parameter in _PARAMETER.findall(template)]


def path_pattern(template: str) -> re.Pattern[str]:
    """The pattern of the paths that a template describes: a `{name}` matches one part of a path."""
    return re.compile("[^/]+".join(map(re.escape, _PARAMETER.split(template))))
