"""How the workers of a distributed run learn which folder they share with the process that started them."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

_KEY = "token_conformance_shared_folder"


def hand_over(folder: Path, worker_input: MutableMapping[str, Any]) -> None:
    """Give the folder to a worker that is about to start."""
    worker_input[_KEY] = str(folder)


def handed_over(config: pytest.Config) -> Path | None:
    """The folder that this process was given; None where it is no worker, or shares nothing."""
    folder = getattr(config, "workerinput", {}).get(_KEY)
    return Path(folder) if folder else None
