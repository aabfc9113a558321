"""Problems of a file from others as lines: each is one line that is not too long, and they are not too many to read."""

from collections.abc import Iterable, Iterator

from token_conformance.redaction.output import one_line

LONGEST = 400
"""The most characters of a text that become a line."""
MOST = 100
"""The most lines that are shown of one file."""

MORE = "There are more problems: correct these first."


def short_line(text: str) -> str:
    """The text as one line that can be shown, without the middle of a long text."""
    half = LONGEST // 2
    return one_line(text if len(text) <= LONGEST else f"{text[:half]} … {text[-half:]}")


def listed(problems: Iterable[str]) -> Iterator[str]:
    """Each problem as one line, once; after `MOST` of them, a line says that there are more."""
    known: set[str] = set()
    for line in map(short_line, problems):
        if line in known:
            continue
        if len(known) == MOST:
            yield MORE
            return
        known.add(line)
        yield line
