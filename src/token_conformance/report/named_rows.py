"""The rows that a user names by a word, such as `watchers`: those with the word in their id or operation."""

from collections.abc import Iterable, Sequence

from token_conformance.results.record import CellResult


def cells_with(cells: Iterable[CellResult], words: Sequence[str]) -> list[CellResult]:
    """The cells of the rows that have one of the words, in their order."""
    folded = [word.casefold() for word in words]
    return [cell for cell in cells if any(word in _text(cell) for word in folded)]


def lacking(cells: Iterable[CellResult], words: Sequence[str]) -> list[str]:
    """The words that no row has, in their order."""
    texts = set(map(_text, cells))
    return [word for word in words if not any(word.casefold() in text for text in texts)]


def _text(cell: CellResult) -> str:
    return f"{cell.endpoint} {cell.operation}".casefold()
