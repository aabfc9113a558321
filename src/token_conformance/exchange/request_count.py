"""What a run has asked of the tenant so far, counted by all of its processes."""

from pathlib import Path


class RequestCount:
    """Counts in a folder: requests that were sent, repeated ones included, and those that were answered 429.

    A count is the size of a file: processes append to it without disturbing each other.
    """

    def __init__(self, folder: Path) -> None:
        self._requests = folder / "requests.count"
        self._refusals = folder / "refusals.count"

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        return _size(self._requests)

    @property
    def refusals(self) -> int:
        """How many of them were answered 429."""
        return _size(self._refusals)

    def count_request(self) -> None:
        """Count one more request."""
        _append(self._requests)

    def count_refusal(self) -> None:
        """Count one more answer that told to wait."""
        _append(self._refusals)


def _append(path: Path) -> None:
    with path.open("ab", buffering=0) as file:
        file.write(b".")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
