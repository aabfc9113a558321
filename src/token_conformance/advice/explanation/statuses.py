"""Finds the HTTP status that a text speaks of, however a client writes it."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from token_conformance.advice.explanation.exchange import Piece

_PHRASES = {re.escape(status.phrase) for status in HTTPStatus if status >= HTTPStatus.MULTIPLE_CHOICES}
_REASONS = "|".join(sorted(_PHRASES | {"OK", "Not Authorized"}, key=len, reverse=True))
_NUMBER = r"(?P<status>[2-5]\d\d)(?![\d/%]|\.\d)"
_KINDS = [
    rf"\bHTTP/\d(?:\.\d)?[\"']?\s+{_NUMBER}[^\S\n]?(?:{_REASONS})?",
    rf"(?<![\w/.-]){_NUMBER} (?:Client|Server) Error",
    rf"(?<![\w/.:-]){_NUMBER}[ :,'\"(-]{{1,3}}(?:{_REASONS})\b",
    rf"\bstatus(?:[ _-]?code)?[\"']?\s{{0,3}}(?:[:=]{{1,2}}>?|is|of|was)?\s{{0,3}}(?:\w{{2,9}}\[)?[\"'(\[]?{_NUMBER}",
    rf"\bHTTP(?:[ _]?(?:Error|status|response|code)){{0,2}}[ :=]{{0,3}}[\"'(\[]?{_NUMBER}",
    (
        rf"\b(?:code|error|response|got|gets?|returns?|returned|answers?|answered|gives?|with|a|an|failed)[\"']?"
        rf"[ :=]{{1,3}}[\"'(\[]?{_NUMBER}\b"
    ),
    rf"\({_NUMBER}\)",
    rf"(?<![\w/.:=#&?-])(?<!port )(?<!line ){_NUMBER}(?![\w-])",
]
_PATTERNS = [re.compile(kind, re.IGNORECASE) for kind in _KINDS]
_QUOTED_PATH = re.compile(r"\"(?:[A-Z]+) \S+ HTTP/[\d.]+\" (?P<status>\d{3})\b")
_UPTO = 60
_KNOWN = frozenset(map(int, HTTPStatus)) | {498, 499, 520, 521, 522, 523, 524, 525, 526, 530}
"""The statuses that mean something, with those of proxies."""


def status_of(text: str) -> Piece | None:
    """The status with the words that show it; the surest way of writing it counts, and of its places the last."""
    for pattern in (_QUOTED_PATH, *_PATTERNS):
        found = list(_real(pattern, text))
        if found:
            last = found[-1]
            quote = last["status"] if pattern is _QUOTED_PATH else " ".join(last[0].split())[:_UPTO]
            return Piece(last["status"], quote.strip("\"'([:= "))
    return None


def _real(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for found in pattern.finditer(text):
        follows = text[found.end() : found.end() + 30].lower()
        if int(found["status"]) in _KNOWN and "connection established" not in follows:
            yield found
