"""The words of a query."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from token_conformance.edge.products.api import ApiError

_TOKEN = re.compile(
    r"""\s*(?:
      "(?P<double>(?:[^"\\]|\\.)*)"
    | '(?P<single>(?:[^'\\]|\\.)*)'
    | (?P<bare>!=|!~|<=|>=|[=~<>(),]|[^\s=~!<>(),"']+)
    )\s*""",
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """A word, a sign, or a text in quotes, whose backslashes are gone."""

    text: str
    quoted: bool = False

    def is_word(self, word: str) -> bool:
        """Whether it is this keyword or sign, in any case; a text in quotes never is."""
        return not self.quoted and self.text.casefold() == word


def tokens(cql: str) -> Iterator[Token]:
    """The tokens of a query. Raises ApiError (400) for anything else, such as a quote without its end."""
    position = 0
    while position < len(cql):
        found = _TOKEN.match(cql, position)
        if found is None:
            raise parse_error(cql[position:])
        position = found.end()
        quoted = found["double"] if found["single"] is None else found["single"]
        yield Token(found["bare"]) if quoted is None else Token(re.sub(r"\\(.)", r"\1", quoted), quoted=True)


def parse_error(near: str) -> ApiError:
    """The error of a query that is not CQL."""
    return ApiError(400, f"Could not parse cql at {near!r}.")
