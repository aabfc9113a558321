"""The request that a keeper gets: a command, and what it may see and use."""

from typing import TypedDict


class Request(TypedDict):
    """What to run: `folder` is the home, `siblings` the folder with all homes, `private` are files to hide.

    The command may write files of `most_bytes` each, and have `most_processes` at the same time.
    """

    command: list[str]
    environment: dict[str, str]
    folder: str
    siblings: str | None
    private: list[str]
    most_bytes: int
    most_processes: int
