"""Files that somebody has changed: strategies for wrong values at any place of a document, and for wrong bytes."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Place = tuple[str | int, ...]

DEEP = 100_000
LONGEST_SHOWN = 4_000
_RAW = {
    "@RAW:deep-array@": "[" * DEEP + "]" * DEEP,
    "@RAW:deep-object@": '{"a":' * DEEP + "1" + "}" * DEEP,
    "@RAW:open@": "[" * DEEP,
    "@RAW:nan@": "NaN",
    "@RAW:infinity@": "-Infinity",
    "@RAW:huge-float@": "1e999",
    "@RAW:long-number@": "9" * 10_000,
    "@RAW:half@": '"\\ud800"',
    "@RAW:nothing@": "",
    "@RAW:twice@": '{"a": 1, "a": 2}',
    "@RAW:many@": "[" + "{}," * 50_000 + "{}]",
}
"""What JSON cannot be written as from Python, by a text that is written in its place."""

ODD_TEXTS = [
    "",
    " ",
    "\n",
    "a\nb",
    "\r\n::error::x",
    "\x1b[2J\x1b]0;x\x07",
    "\x00",
    "\u202e\u2066",
    "\ufeff",
    "\u2028",
    "\U0001f600" * 3,
    "..",
    "../../etc/passwd",
    "%2e%2e",
    "http://[",
    "https://a:b@[::1]:99999999/",
    "a" * 10_000,
    "é" * 3_000,
    "2026-13-45",
    "99999999-01-01",
    "0" * 5_000,
    "edge",
    "works",
    "gzip",
]

WRONG: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([None, True, False, [], {}, [[]], {"": {}}, {"base64": "!"}, {"base64": {"base64": "YQ=="}}]),
    st.sampled_from([0, 1, -1, 200, 2**31, 2**63, 2**64, -(2**63), 10**30, 10**4000, 0.5, -0.0, 1e308]),
    st.sampled_from(ODD_TEXTS),
    st.sampled_from(sorted(_RAW)),
    st.text(max_size=6),
    st.recursive(st.none() | st.text(max_size=3), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)),
).map(deepcopy)  # a later change of one must not change the next example


@dataclass(frozen=True)
class Example:
    """The content of a file that was changed. A report of a failure shows its start and its end."""

    content: bytes

    def __repr__(self) -> str:
        shown = repr(self.content)
        return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]} ... {shown[-100:]}"


def mutated_json(draw: st.DrawFn, document: Any) -> str:
    """A JSON document with one to three of its parts changed; now and then it is the document itself."""
    changed = deepcopy(document)
    for _ in range(draw(st.integers(0, 3))):
        changed = _change_one(draw, changed)
    text = json.dumps(changed, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 2])))
    for name, raw in _RAW.items():
        text = text.replace(f'"{name}"', raw)
    return text


def mutated_json_line(draw: st.DrawFn, line: str) -> str:
    """A line of JSON with one to three of its parts changed; a line that is not JSON any more stays as it is."""
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return line
    return mutated_json(draw, document).replace("\n", " ")


def mutated_lines(draw: st.DrawFn, lines: list[str], mutate: Callable[[st.DrawFn, str], str]) -> str:
    """Lines of which some are changed, missing, there twice, in another order or joined."""
    changed = list(lines)
    for _ in range(draw(st.integers(0, 3))):
        index = draw(st.integers(0, max(len(changed) - 1, 0)))
        match draw(st.sampled_from(["change", "change", "change", "delete", "double", "swap", "add", "many"])):
            case "change" if changed:
                changed[index] = mutate(draw, changed[index])
            case "delete" if changed:
                del changed[index]
            case "double" if changed:
                changed.insert(index, changed[index])
            case "swap" if changed:
                changed[index], changed[0] = changed[0], changed[index]
            case "many" if changed:
                changed[index:index] = [changed[index]] * 500
            case _:
                changed.insert(index, draw(st.sampled_from(ODD_TEXTS) | st.text(max_size=6)))
    return draw(st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\n"])).join(changed)


def mutated_bytes(draw: st.DrawFn, content: bytes) -> Example:
    """Bytes, of which some are changed, missing, there twice or added; mostly the content itself."""
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2]))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)) | st.just(len(content)))
        put = draw(
            st.sampled_from([b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", content[start:end] * 2])
            | st.binary(max_size=6)
        )
        content = content[:start] + put + content[end:]
    return Example(content)


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Every place in a document, from the whole of it to its last value."""
    yield here
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*here, key))


def _change_one(draw: st.DrawFn, document: Any) -> Any:
    place = draw(st.sampled_from(list(places(document))))
    if not place:
        return draw(WRONG)
    holder = document
    for key in place[:-1]:
        holder = holder[key]
    _change_part(draw, holder, place[-1])
    return document


def _change_part(draw: st.DrawFn, holder: Any, key: Any) -> None:
    """Change the part with this key or index of a list or dictionary."""
    match draw(st.sampled_from(["replace", "replace", "wrap", "text", "delete", "rename", "double"])):
        case "replace":
            holder[key] = draw(WRONG)
        case "wrap":
            holder[key] = draw(st.sampled_from([[holder[key]], {"a": holder[key]}, [holder[key]] * 2]))
        case "text":
            holder[key] = json.dumps(holder[key])
        case "delete":
            del holder[key]
        case "rename" if isinstance(holder, dict):
            holder[draw(st.sampled_from(ODD_TEXTS) | st.text(max_size=6))] = holder.pop(key)
        case _ if isinstance(holder, list):
            holder.append(holder[key])
        case _:
            holder[f"{key}s"] = holder[key]
