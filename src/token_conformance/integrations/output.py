"""What a command wrote, made fit to be kept: as text, with no token and nothing of the machine in it."""

from collections.abc import Mapping

from token_conformance.integrations.process import MOST_OUTPUT
from token_conformance.integrations.tokens import Tokens


def readable(data: bytes, tokens: Tokens, folders: Mapping[str, str]) -> str:
    """Decode and mask an output; `folders` are the words that stand for this machine's paths."""
    text = data.decode("utf-8", "replace")
    if len(data) >= MOST_OUTPUT:  # the cut may have gone through a token
        text = text[: -tokens.longest]
    text = tokens.mask(text)
    for path in sorted(folders, key=len, reverse=True):
        text = text.replace(path, folders[path])
    return text
