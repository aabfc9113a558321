"""The brackets of a text of a program, and the calls that they belong to, without the rules of one language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_TEXT_OR_COMMENT = re.compile(
    r"(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)"
    r"|(?P<comment>/\*.*?\*/|(?:^|(?<=\s))(?://|\#\s|--\s)[^\n]*)",
    re.DOTALL | re.MULTILINE,
)
_OPENING, _CLOSING = "([{", ")]}"
_NAME = re.compile(
    r"(?P<name>(?:[\w$]+\s{0,40}(?:\.|::|\?\.|->)\s{0,40}){0,8}[A-Za-z_$][\w$]*)[!?]?(?:<[\w\s,.?]{0,80}>)?\s{0,9}\Z"
)
_NOT_IN_NAMES = "()[]{};=+|&\"'`"
_LONGEST_NAME = 200
_MOST_KEPT = 32
"""How many texts are kept with their brackets: the same few are looked at by one question after the other."""

_DEEPEST = 12
"""The most brackets around a place that are looked at."""

_JOIN = re.compile(r"\s*(?:\.|\?\.|!!\.|->)\s*\Z")
_NEXT = re.compile(r"\s*(?:\.|\?\.|!!\.|->)\s*(?P<name>[A-Za-z_]\w*)[!?]?(?:<[\w\s,.?]{0,80}>)?\s*(?P<open>\()?")


@dataclass(frozen=True)
class Bracket:
    """A bracket: its sign, where it is and where it is closed (-1 if it is not), and the name of the call before it."""

    sign: str
    begin: int
    end: int
    name: str = ""
    start: int = 0
    """Where the name begins."""

    @property
    def word(self) -> str:
        """The last part of the name."""
        return re.split(r"[^\w$]+", self.name)[-1]


@dataclass(frozen=True)
class Code:
    """A text, and the same text with every character of its texts in quotes and of its comments blanked."""

    text: str
    bare: str
    brackets: tuple[Bracket, ...]

    def around(self, position: int) -> list[Bracket]:
        """The brackets that a position is in, the innermost first."""
        inside = [one for one in self.brackets if one.begin < position and (one.end < 0 or position < one.end)]
        return sorted(inside, key=lambda one: -one.begin)[:_DEEPEST]

    def arguments(self, bracket: Bracket) -> Iterator[tuple[int, str]]:
        """The place and the text of each argument of a call."""
        end = bracket.end if bracket.end >= 0 else len(self.text)
        begin, depth = bracket.begin + 1, 0
        for place in range(begin, end):
            sign = self.bare[place]
            depth += (sign in _OPENING) - (sign in _CLOSING)
            if sign == "," and not depth:
                yield begin, self.text[begin:place].strip()
                begin = place + 1
        yield begin, self.text[begin:end].strip()

    def chain(self, bracket: Bracket) -> list[Bracket]:
        """The calls that are joined to a call by dots, with it, from left to right."""
        by_end = {one.end: one for one in self.brackets if one.sign == "(" and one.end >= 0}
        by_begin = {one.begin: one for one in self.brackets}
        found, first = [bracket], bracket
        while (joint := self._joint(first)) >= 0:
            before = by_end.get(joint)
            if before is None:
                break
            first = before
            found.insert(0, first)
        last = bracket
        while last.end >= 0 and (following := _NEXT.match(self.bare, last.end + 1)) and following["open"]:
            last = by_begin[following.end() - 1]
            found.append(last)
        return found

    def _joint(self, bracket: Bracket) -> int:
        """Where the text ends that a dot joins a call to; -1 if no dot is before the name of the call."""
        begin = bracket.start + len(bracket.name) - len(bracket.word)
        low = max(0, begin - _LONGEST_NAME)
        found = _JOIN.search(self.bare[low:begin])
        return low + found.start() - 1 if found else -1


@lru_cache(_MOST_KEPT)
def code_of(text: str) -> Code:
    """Find the brackets of a text; those in comments and in texts in quotes do not count."""
    bare = _TEXT_OR_COMMENT.sub(_blanked, text)
    return Code(text, bare, tuple(_brackets(bare)))


def indent_of(line: str) -> int:
    """How many blank signs a line begins with."""
    return len(line) - len(line.lstrip())


def without_comments(text: str) -> str:
    """A text whose comments are blanks."""
    return _TEXT_OR_COMMENT.sub(lambda found: found[0] if found["text"] else " " * len(found[0]), text)


def _blanked(found: re.Match[str]) -> str:
    if found["comment"]:
        return " " * len(found[0])
    return found[0][0] + "_" * (len(found[0]) - 2) + found[0][-1]


def _brackets(bare: str) -> Iterator[Bracket]:
    opened: list[int] = []
    ends: dict[int, int] = {}
    begins = [place for place, sign in enumerate(bare) if sign in _OPENING]
    for place, sign in enumerate(bare):
        if sign in _OPENING:
            opened.append(place)
        elif sign in _CLOSING and opened and _OPENING.index(bare[opened[-1]]) == _CLOSING.index(sign):
            ends[opened.pop()] = place
    for begin in begins:
        name, start = _named(bare, begin) if bare[begin] == "(" else ("", begin)
        yield Bracket(bare[begin], begin, ends.get(begin, -1), name, start)


def _named(bare: str, begin: int) -> tuple[str, int]:
    """The name of the call before a bracket, and where it begins; empty without one."""
    low = max(0, begin - _LONGEST_NAME)
    low = max(low, *(bare.rfind(sign, low, begin) + 1 for sign in _NOT_IN_NAMES))  # so that the search is short
    found = _NAME.search(bare, low, begin)
    return (found["name"], found.start("name")) if found else ("", begin)
