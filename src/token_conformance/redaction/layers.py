"""The layers of a text: the text itself, and what remains when its encodings of single characters are undone.

These are percent-encoding and the escapes of JSON, Python, JavaScript and HTML, also one around the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

_DEPTH = 4
"""The most layers of a text. A proxy that writes a URL into JSON into HTML has three."""

_ENCODED = re.compile(
    r"(?:%[0-9A-Fa-f]{2})+|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[\"'/\\]|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);"
)

_BEGINNINGS = frozenset("%\\&")
"""The characters that the encodings begin with."""


@dataclass(frozen=True)
class Layer:
    """A text that was decoded from another; `starts` has the place of each of its characters there, and of its end."""

    text: str
    starts: Sequence[int]


def layers(text: str) -> Iterator[Layer]:
    """The text, and then each text that is decoded from the one before it, as long as that changes it."""
    layer = Layer(text, range(len(text) + 1))
    for _ in range(_DEPTH):
        yield layer
        if not _ENCODED.search(layer.text):
            return
        layer = _decoded(layer)


def texts(text: str) -> Iterator[str]:
    """The texts of the layers. Without the places of their characters they take a fraction of the time."""
    for _ in range(_DEPTH):
        yield text
        if _BEGINNINGS.isdisjoint(text) or not _ENCODED.search(text):
            return
        text = _ENCODED.sub(_text_of, text)


def _text_of(found: re.Match[str]) -> str:
    encoded = found[0]
    if len(encoded) == 2:  # noqa: PLR2004  # a backslash and the character, as in all JSON that is within JSON
        return encoded[1]
    return "".join(character for character, _ in _characters(encoded))


def _decoded(outer: Layer) -> Layer:
    texts: list[str] = []
    starts: list[int] = []
    end = 0
    for found in _ENCODED.finditer(outer.text):
        texts.append(outer.text[end : found.start()])
        starts += outer.starts[end : found.start()]
        place = found.start()
        for character, width in _characters(found[0]):
            texts.append(character)
            starts.append(outer.starts[place])
            place += width
        end = found.end()
    return Layer("".join([*texts, outer.text[end:]]), [*starts, *outer.starts[end:]])


def _characters(encoded: str) -> Iterator[tuple[str, int]]:
    """The characters that are encoded, each with the length of its encoding."""
    match encoded[0], encoded[1]:
        case "%", _:
            yield from _of_bytes(encoded)
        case "&", _:
            yield unescape(encoded) or "\N{REPLACEMENT CHARACTER}", len(encoded)
        case _, "u" | "x":
            yield chr(int(encoded.removeprefix("\\")[1:], base=16)), len(encoded)
        case _, character:
            yield character, len(encoded)


def _of_bytes(encoded: str) -> Iterator[tuple[str, int]]:
    """The characters of percent-encoded UTF-8; the bytes of another encoding are characters themselves."""
    text = unquote(encoded, errors="surrogateescape")
    widths = (len(character.encode(errors="surrogateescape")) for character in text)
    yield from ((character, 3 * width) for character, width in zip(text, widths, strict=True))
