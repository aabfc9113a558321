"""The syntax of JQL: a query as a tree of its clauses, and the fields that order its results.

query   = [ or ] [ ORDER BY field [ ASC | DESC ] { "," field [ ASC | DESC ] } ]
or      = and { OR and };  and = not { AND not };  not = NOT not | "(" or ")" | clause
clause  = field ( "=" | "!=" | "<" | ... ) operand | field [ NOT ] IN list | field IS [ NOT ] EMPTY
list    = "(" operand { "," operand } ")" | function
operand = value | EMPTY | function "(" [ value { "," value } ] ")"
"""

from dataclasses import dataclass

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.jql.tokens import Token, query_error, tokens_of

MAX_DEPTH = 100
"""How deeply conditions may be nested."""

COMPARISONS = ("=", "!=", "~", "!~", "<", ">", "<=", ">=")
_HISTORY = ("was", "changed")
_KEYWORDS = ("and", "or", "not", "in", "is", "empty", "null", "order", "by", "was", "changed")
_OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'"


@dataclass(frozen=True)
class Operand:
    """What a field is compared with: a value, nothing (EMPTY), or the result of a function with these arguments."""

    kind: str
    text: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """A condition on one field; `operator` is a sign, `in`, `not in`, `is` or `is not`."""

    field: str
    operator: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Not:
    """A condition that must not hold."""

    term: "Term"


@dataclass(frozen=True)
class Group:
    """Conditions of which all (`and`) or one (`or`) must hold."""

    word: str
    terms: tuple["Term", ...]


Term = Clause | Not | Group


@dataclass(frozen=True)
class Order:
    """A field to sort by; `is_descending` is None if the query names no direction."""

    field: str
    is_descending: bool | None


@dataclass(frozen=True)
class Query:
    """A whole query; one without `where` finds every issue."""

    where: Term | None
    order: tuple[Order, ...]


def parse(jql: str) -> Query:
    """Read a query. Raises ApiError (400) when it is not JQL, and NotModelledError for what the model does not know."""
    return _Parser(jql).query()


class _Parser:
    """Reads a query from left to right."""

    def __init__(self, jql: str) -> None:
        self._jql = jql
        self._tokens = tokens_of(jql)
        self._position = 0

    def query(self) -> Query:
        """The whole query."""
        where = None if self._token.is_one_of("order") or self._token.kind == "end" else self._or(0)
        order = self._order() if self._accept("order") else ()
        if self._token.kind != "end":
            raise self._error("Expecting either 'OR' or 'AND'")
        return Query(where, order)

    @property
    def _token(self) -> Token:
        return self._tokens[self._position]

    def _take(self) -> Token:
        token = self._token
        self._position += 1
        return token

    def _accept(self, *words: str) -> bool:
        found = self._token.is_one_of(*words)
        self._position += found
        return found

    def _expect(self, word: str) -> None:
        if not self._accept(word):
            raise self._error(f"Expecting '{word.upper()}'")

    def _order(self) -> tuple[Order, ...]:
        self._expect("by")
        found = [self._order_field()]
        while self._accept(","):
            found.append(self._order_field())
        return tuple(found)

    def _order_field(self) -> Order:
        field = self._field()
        if self._accept("desc"):
            return Order(field, is_descending=True)
        return Order(field, is_descending=False if self._accept("asc") else None)

    def _or(self, depth: int) -> Term:
        if depth > MAX_DEPTH:
            raise NotModelledError(f"The local model does not know a query nested more than {MAX_DEPTH} deep.")
        terms = [self._and(depth)]
        while self._accept("or", "||", "|"):
            terms.append(self._and(depth))
        return terms[0] if len(terms) == 1 else Group("or", tuple(terms))

    def _and(self, depth: int) -> Term:
        terms = [self._not(depth)]
        while self._accept("and", "&&", "&"):
            terms.append(self._not(depth))
        return terms[0] if len(terms) == 1 else Group("and", tuple(terms))

    def _not(self, depth: int) -> Term:
        is_negated = False
        while self._accept("not", "!"):
            is_negated = not is_negated
        term = self._parenthesis(depth) if self._accept("(") else self._clause()
        return Not(term) if is_negated else term

    def _parenthesis(self, depth: int) -> Term:
        term = self._or(depth + 1)
        self._expect(")")
        return term

    def _clause(self) -> Clause:
        field = self._field()
        if self._token.is_one_of(*_HISTORY):
            raise NotModelledError(f"The local model does not know the operator {self._token.text.upper()} of JQL.")
        if self._token.is_one_of(*COMPARISONS):
            return Clause(field, self._take().text, (self._operand(),))
        if self._accept("is"):
            return Clause(field, "is not" if self._accept("not") else "is", (self._empty(),))
        is_negated = self._accept("not")
        if not self._accept("in"):
            raise self._error("Expecting operator", f" The valid operators are {_OPERATORS}.")
        return Clause(field, "not in" if is_negated else "in", self._operands())

    def _field(self) -> str:
        if self._token.kind not in {"word", "quoted"} or self._token.is_one_of(*_KEYWORDS):
            raise self._error("Expecting a field name")
        return self._take().text

    def _empty(self) -> Operand:
        if not self._accept("empty", "null"):
            raise self._error("Expecting 'EMPTY' or 'NULL'")
        return Operand("empty", "EMPTY")

    def _operand(self) -> Operand:
        if self._token.is_one_of("empty", "null"):
            return self._empty()
        if self._token.kind not in {"word", "quoted"} or self._token.is_one_of(*_KEYWORDS):
            raise self._error("Expecting either a value, list or function")
        name = self._take()
        if name.kind == "word" and self._accept("("):
            return Operand("function", name.text, self._arguments())
        return Operand("value", name.text)

    def _operands(self) -> tuple[Operand, ...]:
        """The operands of IN: a list in parentheses, or one function."""
        if not self._accept("("):
            function = self._operand()
            if function.kind != "function":
                self._position -= 1
                raise self._error("Expecting '('")
            return (function,)
        found = [self._operand()]
        while self._accept(","):
            found.append(self._operand())
        self._expect(")")
        return tuple(found)

    def _arguments(self) -> tuple[str, ...]:
        if self._accept(")"):
            return ()
        found = [self._field()]
        while self._accept(","):
            found.append(self._field())
        self._expect(")")
        return tuple(found)

    def _error(self, expected: str, hint: str = "") -> ApiError:
        got = f"got '{self._token.text}'" if self._token.kind != "end" else "the query ended"
        return query_error(self._jql, self._token.position, f"{expected} but {got}.{hint}")
