"""What is kept of a text that a server wrote for people: the words that such texts are made of, and no others.

A message may quote anything of a tenant: the name of a field, a title, a person. So a word stays only if it stands in
`words.txt`; what was made of names before is a reference and stays too.
"""

import re
from functools import cache
from importlib.resources import files

from token_conformance.model.placeholders import FOR_ONE_CELL
from token_conformance.model.tenant import REFERENCED
from token_conformance.recording.values import TEXT

_REFERENCES = (*vars(REFERENCED).values(), *FOR_ONE_CELL)
_NAMES = "|".join({name for value in _REFERENCES for name in re.findall("<([a-z-]+)>", str(value))})
_TOKEN = re.compile(rf"<(?:{_NAMES}|text|(?:account|issue):\d+)>|h[1-6]\b|[A-Za-z]+|\d+|[^\x00-\x7f]+")
_STATUS = re.compile(r"[1-5]\d\d")
_RUN = re.compile(rf"{TEXT}(?:[\s\W]{{0,3}}{TEXT})+")


@cache
def _words() -> frozenset[str]:
    lines = files(__package__).joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def scrub_sentence(text: str) -> str:
    """The text with every word that is not listed replaced, and so every number that is no status."""
    return _RUN.sub(TEXT, _TOKEN.sub(_word, text))


def _word(found: re.Match[str]) -> str:
    token = found[0]
    is_kept = token[0] == "<" or token.lower() in _words() or _STATUS.fullmatch(token)
    return token if is_kept else TEXT
