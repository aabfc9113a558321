"""The expressions of GitHub's workflows that the recipes use; every other one is refused in words."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from recipe_runner.machine import NotUnderstoodError

Value = str | bool

_TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|(==|!=|&&|\|\||[!()])|([A-Za-z_][\w.-]*)|(\S))")
_INSIDE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


class Expressions:
    """Evaluates expressions with what is known in a job: contexts as nested mappings, and functions."""

    def __init__(self, contexts: Mapping[str, Any], functions: Mapping[str, Callable[..., Value]]) -> None:
        self._contexts = contexts
        self._functions = functions

    def text(self, template: str) -> str:
        """A text with the values of its `${{ }}`."""
        return _INSIDE.sub(lambda found: _shown(self.value(found[1])), template)

    def value(self, expression: str) -> Value:
        """The value of one expression; raises NotUnderstoodError."""
        tokens = [next(filter(None, found)) for found in _TOKEN.findall(expression.strip())]
        parser = _Parser(tokens, self._context, self._functions, expression)
        return parser.whole()

    def _context(self, name: str) -> Value:
        value: Any = self._contexts
        for part in name.split("."):
            if not isinstance(value, Mapping) or part not in value:
                raise NotUnderstoodError(f"{name}: this runner has no such value")
            value = value[part]
        if not isinstance(value, str | bool):
            raise NotUnderstoodError(f"{name}: is not a text")
        return value


def _shown(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else value


class _Parser:
    """A parser of one expression, from the operator that binds least to the values."""

    def __init__(
        self,
        tokens: list[str],
        context: Callable[[str], Value],
        functions: Mapping[str, Callable[..., Value]],
        source: str,
    ) -> None:
        self._tokens = tokens
        self._context = context
        self._functions = functions
        self._source = source

    def whole(self) -> Value:
        value = self._or()
        if self._tokens:
            self._refuse()
        return value

    def _or(self) -> Value:
        value = self._and()
        while self._took("||"):
            other = self._and()
            value = value or other
        return value

    def _and(self) -> Value:
        value = self._equal()
        while self._took("&&"):
            other = self._equal()
            value = other if value else value
        return value

    def _equal(self) -> Value:
        value = self._not()
        for operator in ("==", "!="):
            if self._took(operator):
                return (value == self._not()) is (operator == "==")
        return value

    def _not(self) -> Value:
        return not self._not() if self._took("!") else self._one()

    def _one(self) -> Value:
        if self._took("("):
            value = self._or()
            self._expect(")")
            return value
        token = self._tokens.pop(0) if self._tokens else ""
        if token.startswith("'") and token.endswith("'"):
            return token[1:-1].replace("''", "'")
        if not re.match(r"[A-Za-z_]", token):
            self._refuse()
        return self._call(token) if self._took("(") else self._context(token)

    def _call(self, name: str) -> Value:
        if name not in self._functions:
            raise NotUnderstoodError(f"{name}(): this runner has no such function")
        arguments: list[Value] = []
        while not self._took(")"):
            arguments.append(self._or())
        return self._functions[name](*arguments)

    def _took(self, token: str) -> bool:
        if self._tokens[:1] != [token]:
            return False
        self._tokens.pop(0)
        return True

    def _expect(self, token: str) -> None:
        if not self._took(token):
            self._refuse()

    def _refuse(self) -> None:
        raise NotUnderstoodError(f"{self._source.strip()}: this runner does not understand the expression")
