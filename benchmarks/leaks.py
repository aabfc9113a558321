"""How long the scan for leaks takes for a megabyte of ordinary text and of the worst kinds of text.

Run it from the project's root: `python benchmarks/leaks.py [MEGABYTES]`. The seconds are those of the processor. It
ends with exit status 1 if a kind takes more than 2 seconds for each megabyte.
"""

import json
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from random import Random
from string import ascii_letters, digits

from token_conformance.redaction.leaks.scan import scan_text

MEGABYTE = 1_000_000
MOST_SECONDS = 2.0
_RANDOM = Random(20261128)  # noqa: S311  # made-up text

Make = Callable[[int], str]


def main() -> int:
    """Print the seconds for each megabyte; returns the exit status."""
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 1) * MEGABYTE)
    worst = 0.0
    for name, make in KINDS.items():
        text = make(size)
        started = time.process_time()
        findings = len(scan_text(text, Path(name)))
        seconds = (time.process_time() - started) * MEGABYTE / len(text)
        worst = max(worst, seconds)
        print(f"{name:32} {seconds:5.2f} s for each MB  ({findings} findings)")
    print(f"{'the slowest':32} {worst:5.2f} s, at most {MOST_SECONDS} s")
    return int(worst > MOST_SECONDS)


def _repeated(part: str) -> Make:
    return lambda size: (part * (size // len(part) + 1))[:size]


def _files(pattern: str) -> Make:
    return lambda size: "".join(path.read_text(encoding="utf-8") for path in sorted(Path().glob(pattern)))[:size]


def _base64(size: int) -> str:
    return b64encode(_RANDOM.randbytes(size * 3 // 4)).decode()


def _lines(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def _nested(size: int) -> str:
    text = "The token of the day is in the letter of the day; " * (size // 120)
    for _ in range(3):
        text = b64encode(text.encode()).decode()
    return text


def _dump(size: int) -> str:
    rows = (_RANDOM.randbytes(16) for _ in range(size // 78))
    return "\n".join(f"{16 * number:08x}  {row.hex(' ')}  |{'.' * 16}|" for number, row in enumerate(rows))


def _json(size: int) -> str:
    record = {
        "id": "10001",
        "key": "AB-1",
        "fields": {"summary": "A summary of it", "labels": ["one", "two"], "votes": 3},
    }
    return json.dumps(list(islice(cycle([record]), size // 120)), separators=(",", ":"))


def _random_words(size: int) -> str:
    return " ".join("".join(_RANDOM.choices(ascii_letters + digits, k=20)) for _ in range(size // 21))


KINDS: dict[str, Make] = {
    "sources of this project": _files("src/**/*.py"),
    "cassettes of this project": _files("cassettes/**/*.json"),
    "minified JSON": _json,
    "one line of Base64": _base64,
    "lines of Base64": lambda size: _lines(_base64(size), 76),
    "Base64 of Base64 of Base64": _nested,
    "one line of hexadecimal digits": lambda size: _RANDOM.randbytes(size // 2).hex(),
    "a dump": _dump,
    "spaced hexadecimal digits": lambda size: _RANDOM.randbytes(size // 3).hex(" "),
    "random words": _random_words,
    "a@a.a@a": _repeated("a@a."),
    "a@a.aa a@a.aa": _repeated("a@a.aa "),
    "dots": _repeated("a."),
    "only dots": _repeated("."),
    "colons and slashes": _repeated("://a:"),
    "Basic": _repeated("Basic "),
    "eyJ": _repeated("eyJ."),
    "eyJ without a dot": _repeated("eyJaaaaaaaaa"),
    "AT tokens": _repeated("ATATT3"),
    "words behind keys": _repeated("token=aaaaaaaaaaaaaaaaaaaaaaaa1a1 "),
    "keys": _repeated("password:"),
    "cookies without values": _repeated('"jsessionid" '),
    "names": _repeated("author: Anna "),
    "escapes": _repeated("\\u0041"),
    "backslashes": _repeated("\\"),
    "percents": _repeated("%25"),
    "ampersands": _repeated("&amp;"),
    "tags": _repeated("<b>a</b>"),
    "open tags": _repeated("<b "),
    "numbers": _repeated("116,"),
    "numbers in lines": _repeated("1000, 2000,\n"),
    "short lines": _repeated("a\n"),
    "line ends": _repeated("\n"),
    "wrapped words": _repeated("abcdefghijklmnop\n"),
    "quoted-printable": _repeated("a=40b=\n"),
    "UUIDs": _repeated("cloud 3f2a9c1e-7b4d-4e55" + "-9a01-c0ffee12ab34 "),
    "spaces": _repeated(" "),
    "at in words": _repeated("a at a dot "),
    "letters": _repeated("a"),
    "digits": _repeated("0"),
    "signs of other scripts": _repeated("日本"),
}


if __name__ == "__main__":
    sys.exit(main())
