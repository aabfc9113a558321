"""Asks git which files of the user's own checkout it knows.

Git is not asked about a folder that has a repository of its own, because that may be a stranger's. What git hides for
other reasons than the `.gitignore` files and `info/exclude` of the checkout is listed.
"""

import os
from pathlib import Path

from token_conformance.model.checkout import ask_git, checkout_of, own_checkout

_LIST = (
    "-c",
    f"core.excludesFile={os.devnull}",
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
    "--",
)


def known_files(folder: Path) -> list[Path]:
    """The files in a folder that git tracks or does not ignore, and the folders in it that are repositories themselves.

    Empty if the folder is not in the checkout of the current folder, or git does not answer.
    """
    checkout = own_checkout()
    if checkout is None or checkout_of(folder) != checkout:
        return []
    inside = folder.resolve().relative_to(checkout)
    names = (ask_git(*_LIST, str(inside), as_user=False) or b"").split(b"\0")
    return [folder / os.path.relpath(os.fsdecode(name), inside) for name in names if name]
