"""A paragraph of an answer at a terminal."""

from textwrap import wrap

WIDTH = 80
"""The most characters of a line."""


def paragraph(sentences: str, start: str = "", then: str | None = None, *, width: int = WIDTH) -> list[str]:
    """The lines of a paragraph; an address or a name with hyphens stays whole, and can make a line longer.

    `start` begins the first line, and `then` (default: `start`) each other one.
    """
    return wrap(
        sentences,
        width,
        initial_indent=start,
        subsequent_indent=start if then is None else then,
        break_long_words=False,
        break_on_hyphens=False,
    )
