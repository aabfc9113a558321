"""Names for what has no fixed one: a number each, in the order in which an exchange speaks of them."""


class Numbering:
    """The names given within one exchange: equal values have one name, and the next exchange starts anew."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def name(self, kind: str, value: str) -> str:
        """The reference of a value, such as `<account:1>`."""
        if (kind, value) not in self._names:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._names[kind, value] = f"<{kind}:{self._counts[kind]}>"
        return self._names[kind, value]
