"""What a product wrote, in its log files too, made fit to be kept: text without tokens and paths of the machine."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from token_conformance.certify.observation.process import MOST_OUTPUT
from token_conformance.certify.observation.tokens import Tokens


def logs_in(home: Path) -> bytes:
    """Every log file below a home, each after its name; cut, all together, like an output."""
    return b"".join(_files(home))[:MOST_OUTPUT]


def _files(home: Path) -> Iterator[bytes]:
    for path in sorted(filter(Path.is_file, home.rglob("*.log"))):
        with suppress(OSError), path.open("rb") as file:  # nobody may read it
            yield f"\n--- {path.relative_to(home)}\n".encode() + file.read(MOST_OUTPUT)


def readable(data: bytes, tokens: Tokens, folders: Mapping[str, str]) -> str:
    """Decode and mask an output; `folders` gives the word that replaces each of this machine's paths."""
    text = data.decode("utf-8", "replace")
    if len(data) >= MOST_OUTPUT:  # the cut may have gone through a token
        text = text[: -tokens.longest]
    text = tokens.mask(text)
    for path in sorted(folders, key=len, reverse=True):
        text = text.replace(path, folders[path])
    return text
