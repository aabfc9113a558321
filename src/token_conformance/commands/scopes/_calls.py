"""`token-conformance scopes CALL... --from FILE`: the scopes for calls that somebody uses."""

import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from token_conformance.advice.least_scopes.traffic.read import LARGEST, Traffic, of_bytes, of_texts, read_traffic
from token_conformance.catalogue.answer_credential import METHODS
from token_conformance.commands._input import NAME, standard_input
from token_conformance.commands.scopes._answer import answered
from token_conformance.errors import UserError


def run(arguments: Namespace) -> int:
    """Print the answer for the calls of the command line and of every source together."""
    ignored: Counter[str] = Counter()
    every = list(_traffic(arguments.call, arguments.sources))
    for traffic in every:
        ignored.update(traffic.ignored)
    return answered((call for traffic in every for call in traffic.calls), arguments, ignored)


def _traffic(words: Sequence[str], sources: Sequence[str]) -> Iterator[Traffic]:
    if words:
        yield of_texts(list(_whole(words)))
    for source in sources:
        if source == "-":
            yield of_bytes(standard_input(LARGEST, "paste the calls"), NAME)
        else:
            yield read_traffic(Path(source))


def _whole(words: Sequence[str]) -> Iterator[str]:
    """The calls of the command line: without quotes, a method and its path are two words, and a curl line is many."""
    if words[0] == "curl":
        yield " ".join(words)
        return
    method = ""
    for word in words:
        _refuse_no_call(word)
        if word.upper() in METHODS and not method:
            method = word
        else:
            yield f"{method} {word}".strip()
            method = ""
    if method:
        yield method


def _refuse_no_call(word: str) -> None:
    """Raise UserError for nothing, and for a file or folder that exists: what has calls in it is not a call."""
    if not word.strip():
        raise UserError("CALL: is empty; write a method and a path, such as 'GET /rest/api/3/myself', or a URL")
    if re.fullmatch(r"[\w./-]{1,200}", word) and Path(word).exists():
        raise UserError(f"{word}: is a file or a folder and not a call; write --from {word}")
