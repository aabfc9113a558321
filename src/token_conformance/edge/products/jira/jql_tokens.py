"""The words and signs of a JQL query, taken one after the other."""

import re

from token_conformance.edge.products.refusal import Refusal

_TOKEN = re.compile(
    r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<sign>!=|=|[~(),])|(?P<word>[^\s()=!~,"']+))\s*"""
)


class Tokens:
    """A query that is read from left to right; every fault raises Refusal (400) that shows where."""

    def __init__(self, jql: str) -> None:
        self._jql = jql
        self._at = 0

    def is_at(self, *words: str) -> bool:
        """Whether one of the words (lower case; empty for the end) comes next, outside quotes."""
        match = _TOKEN.match(self._jql, self._at)
        if match is None:
            return "" in words and not self._jql[self._at :].strip()
        return (match["word"] or match["sign"] or '"').lower() in words

    def takes(self, *words: str) -> bool:
        """Whether one of the words came next; it is then taken."""
        found = self.is_at(*words)
        if found:
            self._next()
        return found

    def take(self) -> str:
        """Take a name or a value."""
        if self.is_at("=", "!=", "~", "(", ")", ",", ""):
            raise self._fault("a name or a value")
        return self._next()

    def take_values(self) -> tuple[bool, list[str]]:
        """Take an operator with its values, and whether it asks for their absence."""
        if self.is_at("=", "!="):
            return self._next() == "!=", [self.take()]
        negated = self.takes("not")
        if not self.takes("in"):
            raise self._fault("an operator that the local model knows (=, !=, IN, NOT IN)")
        return negated, self._take_list()

    def take_text(self) -> str:
        """Take the operator that searches texts, with what it searches for."""
        self._require("~")
        return self.take()

    def take_order(self) -> None:
        """Take what follows ORDER: BY, and fields with or without a direction."""
        self._require("by")
        self.take()
        self.takes("asc", "desc")
        while self.takes(","):
            self.take()
            self.takes("asc", "desc")

    def require_end(self) -> None:
        """Refuse a query that goes on."""
        if not self.is_at(""):
            raise self._fault("AND, ORDER BY or the end (the local model knows no OR)")

    def _take_list(self) -> list[str]:
        self._require("(")
        values = [self.take()]
        while self.takes(","):
            values.append(self.take())
        self._require(")")
        return values

    def _require(self, word: str) -> None:
        if not self.takes(word):
            raise self._fault(f"'{word.upper()}'")

    def _next(self) -> str:
        match = _TOKEN.match(self._jql, self._at)
        if match is None:
            raise self._fault("a name or a value")
        self._at = match.end()
        return next(group for group in match.groups() if group is not None)

    def _fault(self, expected: str) -> Refusal:
        rest = self._jql[self._at :].strip()
        got = f"got '{rest}'" if rest else "the query ended"
        return Refusal(400, f"Error in the JQL Query: Expecting {expected} but {got}.")
