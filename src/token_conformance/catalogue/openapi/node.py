"""One value of an OpenAPI document with its place in it: read strictly, so that a wrong document is one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from token_conformance.errors import DocumentError, shortened

_KINDS = {dict: "an object", list: "an array", str: "a text", bool: "a truth value", int: "a number", float: "a number"}

_PUBLISHED = "give a document of Atlassian Cloud as it was published"
TO_LEARN = "the import must be taught what it means before this document can be used"
"""The remedy for a document that is right, and has what no document had before."""


@dataclass(frozen=True)
class Node:
    """A value with its file and its place there, such as `paths./rest/api/3/myself.get`.

    Every method raises DocumentError if the value is not what the method reads.
    """

    value: Any
    file: str
    place: str
    root: Any

    def error(self, problem: str, remedy: str = _PUBLISHED) -> DocumentError:
        """The error to raise for this value: one line that names the file and the place."""
        place = f"{shortened(self.place)}: " if self.place else ""
        return DocumentError(f"{self.file}: {place}{problem}; {remedy}")

    def items(self) -> Mapping[str, "Node"]:
        """The values of an object by their names."""
        return {name: self._child(value, name) for name, value in self._read(dict).items()}

    def get(self, name: str) -> "Node | None":
        """The value of an object with this name, or None."""
        values = self._read(dict)
        return self._child(values[name], name) if name in values else None

    def require(self, name: str) -> "Node":
        """The value of an object that must have this name."""
        found = self.get(name)
        if found is None:
            raise self.error(f"has no {name!r}")
        return found

    def parts(self, name: str) -> Sequence["Node"]:
        """The values of the array with this name in an object; empty if the object does not have it."""
        found = self.get(name)
        return found.elements() if found else ()

    def elements(self) -> Sequence["Node"]:
        """The values of an array."""
        return [self._child(value, str(index)) for index, value in enumerate(self._read(list))]

    def text(self) -> str:
        """The value as a text."""
        text: str = self._read(str)
        return text

    def word(self) -> str:
        """The value as a text that can be one part of a list with spaces: it is not empty, and has no space."""
        word = self.text()
        if not word or not word.isprintable() or " " in word:
            raise self.error(f"is {quoted(word)}, which is not one word")
        return word

    def flag(self, name: str) -> bool:
        """The truth value with this name in an object; false if the object does not have it."""
        found = self.get(name)
        return found is not None and found.truth()

    def truth(self) -> bool:
        """The value as a truth value."""
        truth: bool = self._read(bool)
        return truth

    def followed(self) -> "Node":
        """The object itself, or the one that its `$ref` names in the same document."""
        node, seen = self, set[str]()
        while reference := node.get("$ref"):
            target = reference.text()
            if target in seen:
                raise reference.error(f"refers to itself through {quoted(target)}")
            seen.add(target)
            node = reference.target()
        return replace(node, place=self.place)

    def target(self) -> "Node":
        """What the value names as a JSON pointer into its document."""
        start, *names = self.text().split("/")
        if start != "#":
            raise self.error(f"refers to {quoted(self.text())}, which is not in this document")
        value = self.root
        for name in (name.replace("~1", "/").replace("~0", "~") for name in names):
            if not isinstance(value, dict) or name not in value:
                raise self.error(f"refers to {quoted(self.text())}, which does not exist")
            value = value[name]
        return replace(self, value=value)

    def _child(self, value: Any, step: str) -> "Node":
        return replace(self, value=value, place=f"{self.place}.{step}" if self.place else step)

    def _read(self, kind: type) -> Any:
        if type(self.value) is not kind:
            found = _KINDS.get(type(self.value), "null")
            raise self.error(f"is {found}, where {_KINDS[kind]} is expected")
        return self.value


def quoted(text: str) -> str:
    """A text of a document as a message shows it."""
    return repr(shortened(text))
