"""The tokens of a JQL query. Every error is an ApiError (400) that says where it is, as Jira does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from token_conformance.edge.products.api import ApiError

_TOKEN = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<sign>!=|!~|<=|>=|&&|\|\||[=~<>(),&|!])
    |(?P<word>(?:[^\s()=!~<>,"'&|\\]|\\.)+)""",
    re.VERBOSE | re.DOTALL,
)
_RESERVED = re.compile(r"[?*%^$#@;{}]")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True)
class Token:
    """A word, a quoted string or a sign of a query; `position` is where it starts, and `end` has an empty text."""

    kind: str
    text: str
    position: int

    def is_one_of(self, *words: str) -> bool:
        """Whether the token is one of these keywords or signs, outside quotes and in any case."""
        return self.kind in {"word", "sign"} and self.text.casefold() in words


def tokens_of(jql: str) -> list[Token]:
    """All tokens of a query, and an end. Raises ApiError (400) for what cannot be part of a query."""
    return [*_tokens(jql), Token("end", "", len(jql))]


def _tokens(jql: str) -> Iterator[Token]:
    position = 0
    while position := _next(jql, position):
        start = position - 1
        match = _TOKEN.match(jql, start)
        if match is None:
            raise _unreadable(jql, start)
        yield _token(jql, match)
        position = match.end()


def _next(jql: str, position: int) -> int:
    """One more than the position of the next character but spaces, or 0 at the end."""
    rest = jql[position:].lstrip()
    return len(jql) - len(rest) + 1 if rest else 0


def _token(jql: str, match: re.Match[str]) -> Token:
    kind, text = str(match.lastgroup), match[0]
    if kind == "sign":
        return Token(kind, text, match.start())
    if kind == "word" and (reserved := _RESERVED.search(text)):
        raise _reserved(jql, reserved[0], match.start() + reserved.start())
    plain = text[1:-1] if kind == "quoted" else text
    return Token(kind, _ESCAPE.sub(_unescaped, plain), match.start())


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _CONTROLS.get(match[2], match[2])


def _unreadable(jql: str, position: int) -> ApiError:
    if jql[position] == "\\":
        return query_error(jql, position, "'\\' is an illegal JQL escape sequence.")
    return query_error(jql, position, f"The quoted string '{jql[position + 1 :]}' has not been completed.")


def _reserved(jql: str, character: str, position: int) -> ApiError:
    sentence = (
        f"The character '{character}' is a reserved JQL character. "
        f"You must enclose it in a string or use the escape '\\u{ord(character):04x}' instead."
    )
    return query_error(jql, position, sentence)


def query_error(jql: str, position: int, sentence: str) -> ApiError:
    """An error in the syntax of a query, with the line and the character where it is."""
    before = jql[:position]
    line, character = before.count("\n") + 1, position - before.rfind("\n")
    return ApiError(400, f"Error in the JQL Query: {sentence} (line {line}, character {character})")
