"""A parsed query: a parser by recursive descent.

query  = clause { OR clause } [ ORDER BY field [ ASC | DESC ] { "," field [ ASC | DESC ] } ]
clause = term { AND term }
term   = NOT term | "(" clause { OR clause } ")" | comparison
A comparison is a field with an operator and a value, or with [ NOT ] IN and values in parentheses; a value is a word, a
text in single or double quotes, or a function.
"""

from collections import deque
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from token_conformance.edge.products.confluence.answers import unmodelled
from token_conformance.edge.products.confluence.cql import compare
from token_conformance.edge.products.confluence.cql.compare import Matcher
from token_conformance.edge.products.confluence.cql.dates import Moment, called, date
from token_conformance.edge.products.confluence.cql.fields import (
    FIELDS,
    NOT_MODELLED,
    ORDERS,
    TYPES,
    DateField,
    Field,
)
from token_conformance.edge.products.confluence.cql.subject import Subject
from token_conformance.edge.products.confluence.cql.tokens import Token, parse_error, tokens

_END_OF_QUERY = "the end of the query"
_MAX_NESTING = 50
"""How many parentheses and NOTs a query may have."""


@dataclass(frozen=True)
class Asker:
    """Who asks, and when: what functions return depends on it. `accounts` are the account ids of the tenant."""

    account_id: str
    accounts: Container[str]
    now: datetime


@dataclass
class Query:
    """Which subjects match, and in which order they are shown. `types` are those that the query names."""

    matches: Matcher
    types: set[str]
    order: list[tuple[Callable[[Subject], object], bool]] = field(default_factory=list)

    def find(self, subjects: Iterable[Subject]) -> list[Subject]:
        """The subjects that match; a space is found only by a query that names that type."""
        found = [s for s in subjects if (s.type != "space" or "space" in self.types) and self.matches(s)]
        for key, is_descending in reversed(self.order):
            found.sort(key=key, reverse=is_descending)  # type: ignore[arg-type]  # each key gives one comparable type
        return found


def parse(cql: str, asker: Asker) -> Query:
    """The query of a text. Raises ApiError: 400 where it is not CQL, 501 where it is but is not modelled."""
    parser = _Parser(tokens(cql), asker)
    query = Query(parser.disjunction(), parser.types)
    query.order = parser.order()
    parser.expect_end()
    return query


class _Parser:
    """Reads a query from left to right, with one method for each rule of the grammar."""

    def __init__(self, words: Iterable[Token], asker: Asker) -> None:
        self._asker = asker
        self._rest = deque(words)
        self.types: set[str] = set()
        if sum(token.is_word("(") or token.is_word("not") for token in self._rest) > _MAX_NESTING:
            raise parse_error("(")

    def disjunction(self) -> Matcher:
        return self._joined("or", any, self._conjunction)

    def _conjunction(self) -> Matcher:
        return self._joined("and", all, self._term)

    def _joined(self, word: str, combine: Callable[[Iterable[bool]], bool], part: Callable[[], Matcher]) -> Matcher:
        parts = [part()]
        while self._accept(word):
            parts.append(part())
        return lambda subject: combine(part(subject) for part in parts)

    def _term(self) -> Matcher:
        if self._accept("not"):
            return compare.negated(self._term())
        if self._accept("("):
            inner = self.disjunction()
            self._expect(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Matcher:
        known = self._field()
        is_negative = self._accept("not")
        operator = self._next().text.casefold()
        if operator not in known.operators or (is_negative and operator != "in"):
            raise parse_error(operator)
        if isinstance(known, DateField):
            return compare.in_time(known.time, operator, self._moment())
        return self._on_text(known, operator, is_negative=is_negative)

    def _on_text(self, known: Field, operator: str, *, is_negative: bool) -> Matcher:
        texts = self._list() if operator == "in" else [self._text()]
        strangers = [text for text in texts if known.of_accounts and text not in self._asker.accounts]
        if strangers:
            raise unmodelled(f"the user {strangers[0]} in a query: it knows the account ids of the tenant")
        if known.of_types:
            self._note_types(texts)
        if operator in {"~", "!~"}:
            matches = compare.containing(known.values, texts[0])
        else:
            matches = compare.equal(known.values, texts)
        return compare.negated(matches) if is_negative or operator.startswith("!") else matches

    def _note_types(self, names: Iterable[str]) -> None:
        for name in map(str.casefold, names):
            if name == "user":
                raise unmodelled("the users that a query finds")
            if name not in TYPES and ":" not in name:  # a type of an app has a colon, and the tenant has no apps
                raise parse_error(name)
            self.types.add(name)

    def order(self) -> list[tuple[Callable[[Subject], object], bool]]:
        if not self._accept("order"):
            return []
        self._expect("by")
        keys = [self._key()]
        while self._accept(","):
            keys.append(self._key())
        return keys

    def _key(self) -> tuple[Callable[[Subject], object], bool]:
        name = self._next().text
        key = ORDERS.get(name.casefold())
        if key is None:
            raise unmodelled(f"the order by {name}") if _is_field(name) else parse_error(name)
        is_descending = self._accept("desc")
        if not is_descending:
            self._accept("asc")
        return key, is_descending

    def _field(self) -> Field | DateField:
        token = self._next()
        known = FIELDS.get(token.text.casefold())
        if token.quoted or (known is None and not _is_field(token.text)):
            raise parse_error(token.text)
        if known is None:
            raise unmodelled(f"the field {token.text} in a query")
        return known

    def _list(self) -> list[str]:
        self._expect("(")
        values = [self._text()]
        while self._accept(","):
            values.append(self._text())
        self._expect(")")
        return values

    def _text(self) -> str:
        token, arguments = self._value()
        if arguments is None:
            return token.text
        if token.is_word("currentuser") and not arguments:
            return self._asker.account_id
        raise unmodelled(f"the function {token.text}() in a query")

    def _moment(self) -> Moment:
        token, arguments = self._value()
        return date(token.text) if arguments is None else called(token.text, arguments, self._asker.now)

    def _value(self) -> tuple[Token, list[str] | None]:
        """A word or a text, and the arguments if it is a function."""
        token = self._next()
        if not token.quoted and not token.text[0].isalnum() and token.text[0] not in "_-+.*":
            raise parse_error(token.text)
        if token.quoted or not self._accept("("):
            return token, None
        arguments: list[str] = []
        while not self._accept(")"):
            arguments.append(self._next().text)
            self._accept(",")
        return token, arguments

    def _accept(self, word: str) -> bool:
        if self._rest and self._rest[0].is_word(word):
            self._rest.popleft()
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._accept(word):
            raise parse_error(self._rest[0].text if self._rest else _END_OF_QUERY)

    def expect_end(self) -> None:
        if self._rest:
            raise parse_error(self._rest[0].text)

    def _next(self) -> Token:
        if not self._rest:
            raise parse_error(_END_OF_QUERY)
        return self._rest.popleft()


def _is_field(name: str) -> bool:
    """Whether CQL has a field of this name, or may have one for the properties of contents."""
    folded = name.casefold()
    return folded in FIELDS or folded in NOT_MODELLED or folded.startswith("content.property")
