"""A small part of CQL: what integrations use most; the local model answers every other query with an error.

query  = clause { OR clause }              clause = term { AND term }
term   = NOT term | "(" query ")" | field operator value | field [ NOT ] IN "(" value { "," value } ")"
field  = ancestor | content | id | label | siteSearch | space | text | title | type
operator is one of = != ~ !~, and value a word or a quoted string.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.tenant.confluence import Confluence, Content

Matcher = Callable[[Content], bool]

_TOKEN = re.compile(r"""\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>!=|!~|[=~(),]|[^\s=~!(),"]+))\s*""", re.DOTALL)
_END_OF_QUERY = "the end of the query"
_MAX_NESTING = 50
"""How many parentheses and NOTs a query may have."""

Values = Callable[[Content], tuple[str, ...]]

_FIELDS: Mapping[str, Values] = {
    "content": lambda content: (content.id,),
    "id": lambda content: (content.id,),
    "label": lambda content: tuple(label.name for label in content.labels),
    "sitesearch": lambda content: (content.title, content.body),
    "space": lambda content: (content.space.key,),
    "text": lambda content: (content.title, content.body),
    "title": lambda content: (content.title,),
    "type": lambda content: (content.type,),
}


def matcher(cql: str, confluence: Confluence) -> Matcher:
    """A function that says whether a content matches the query. Raises ApiError (400) outside of the grammar above."""
    parser = _Parser(_tokens(cql), {**_FIELDS, "ancestor": _ancestors(confluence)})
    matches = parser.query()
    parser.expect_end()
    return matches


@dataclass(frozen=True)
class _Token:
    text: str
    quoted: bool = False

    def is_word(self, word: str) -> bool:
        return not self.quoted and self.text.casefold() == word


def _ancestors(confluence: Confluence) -> Values:
    return lambda content: tuple(page.id for page in confluence.ancestors(content))


def _tokens(cql: str) -> Iterator[_Token]:
    position = 0
    while position < len(cql):
        found = _TOKEN.match(cql, position)
        if found is None:
            raise _error(cql[position:])
        position = found.end()
        quoted = found["quoted"]
        yield (_Token(found["bare"]) if quoted is None else _Token(re.sub(r"\\(.)", r"\1", quoted), quoted=True))


def _error(near: str) -> ApiError:
    return ApiError(400, f"Could not parse cql at {near!r}: the local model of Confluence reads only a part of CQL.")


class _Parser:
    """Reads a query from left to right, with one method for each rule of the grammar."""

    def __init__(self, tokens: Iterable[_Token], fields: Mapping[str, Values]) -> None:
        self._fields = fields
        self._rest = deque(tokens)
        if sum(token.is_word("(") or token.is_word("not") for token in self._rest) > _MAX_NESTING:
            raise _error("(")

    def query(self) -> Matcher:
        return self._joined("or", any, self._clause)

    def expect_end(self) -> None:
        if self._rest:
            raise _error(self._rest[0].text)

    def _clause(self) -> Matcher:
        return self._joined("and", all, self._term)

    def _joined(self, word: str, combine: Callable[[Iterable[bool]], bool], part: Callable[[], Matcher]) -> Matcher:
        parts = [part()]
        while self._accept(word):
            parts.append(part())
        return lambda content: combine(part(content) for part in parts)

    def _term(self) -> Matcher:
        if self._accept("not"):
            return _negated(self._term())
        if self._accept("("):
            inner = self.query()
            self._expect(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Matcher:
        field = self._next()
        values_of = self._fields.get(field.text.casefold())
        if values_of is None:
            raise _error(field.text)
        negative = self._accept("not")
        operator = self._next()
        if operator.is_word("in"):
            matches = _equal(values_of, self._list())
        elif negative:
            raise _error(operator.text)
        elif operator.is_word("=") or operator.is_word("!="):
            matches = _equal(values_of, [self._next().text])
        elif operator.is_word("~") or operator.is_word("!~"):
            matches = _containing(values_of, self._next().text)
        else:
            raise _error(operator.text)
        return _negated(matches) if negative or operator.text.startswith("!") else matches

    def _list(self) -> list[str]:
        self._expect("(")
        values = [self._next().text]
        while self._accept(","):
            values.append(self._next().text)
        self._expect(")")
        return values

    def _accept(self, word: str) -> bool:
        if self._rest and self._rest[0].is_word(word):
            self._rest.popleft()
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._accept(word):
            raise _error(self._rest[0].text if self._rest else _END_OF_QUERY)

    def _next(self) -> _Token:
        if not self._rest:
            raise _error(_END_OF_QUERY)
        return self._rest.popleft()


def _equal(values_of: Values, wanted: Iterable[str]) -> Matcher:
    folded = {value.casefold() for value in wanted}
    return lambda content: any(value.casefold() in folded for value in values_of(content))


def _containing(values_of: Values, wanted: str) -> Matcher:
    words = wanted.casefold().replace("*", " ").split()
    return lambda content: all(any(word in value.casefold() for value in values_of(content)) for word in words)


def _negated(matcher: Matcher) -> Matcher:
    return lambda content: not matcher(content)
