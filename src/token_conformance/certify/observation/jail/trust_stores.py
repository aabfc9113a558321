"""Finds the trust stores that a product may read: of the system, of Java, and in the folders of its programs."""

import os
import re
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from threading import Lock

_FOLDERS = ("/etc/ssl/certs", "/etc/pki/tls/certs")
_BUNDLES = (
    "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/var/lib/ca-certificates/ca-bundle.pem",
)
_JAVA = ("/usr/lib/jvm/*/lib/security/cacerts", "/usr/lib/jvm/*/jre/lib/security/cacerts")
_SHARED = ("/", "/usr", "/usr/local")
"""Where many programs are installed side by side; of these, only the folders of Python and Node are searched."""
_LIBRARIES = ("lib/python3*", "lib64/python3*", "lib/node_modules")
_PROGRAMS = {"bin", "sbin"}
_IS_NAMED_LIKE_A_BUNDLE = re.compile(r"\.(pem|crt|cer)$|ca[-_]?(certs?|bundle|roots?)\b|\bcacerts?\b", re.IGNORECASE)
_JAVA_NAMES = {"cacerts", "jssecacerts"}
_NEVER_SEARCHED = {"__pycache__", ".git", "test", "tests"}
_HEAD = 65_536
_MOST_ENTRIES = 200_000
"""The most files and folders that are looked at below one folder; those that are less deep come first."""

_SEARCH = Lock()
"""Scenarios that start at the same time search the same folders, so the first one searches for all."""


@dataclass(frozen=True)
class TrustStores:
    """The stores of certificate authorities: folders of the system, bundles in PEM, and stores of Java."""

    folders: tuple[Path, ...] = ()
    bundles: tuple[Path, ...] = ()
    java: tuple[Path, ...] = ()


NO_STORES = TrustStores()


def trust_stores(commands: Iterable[Sequence[str]], folders: Iterable[Path], path: str) -> TrustStores:
    """The stores of the system, in the folders, and where the programs of the commands are installed.

    `path` is the PATH on which the commands are looked up.
    """
    words = dict.fromkeys(chain.from_iterable(commands))
    roots = chain(folders, *(_homes_of(word, path) for word in words), *(_libraries(Path(each)) for each in _SHARED))
    with _SEARCH:
        found = [store for root in dict.fromkeys(each.resolve() for each in roots) for store in _stores_below(root)]
    system = [Path(each).resolve() for each in _BUNDLES if Path(each).is_file()]
    java = [each.resolve() for pattern in _JAVA for each in Path("/").glob(pattern[1:])]
    return TrustStores(
        folders=tuple(dict.fromkeys(Path(each).resolve() for each in _FOLDERS if Path(each).is_dir())),
        bundles=tuple(dict.fromkeys([*system, *(each for each in found if each.name not in _JAVA_NAMES)])),
        java=tuple(dict.fromkeys([*java, *(each for each in found if each.name in _JAVA_NAMES)])),
    )


def _homes_of(word: str, path: str) -> Iterator[Path]:
    """The folders of a program with what it uses, and those of the interpreter that its first line names."""
    program = shutil.which(word, path=path) or (word if Path(word).is_file() else None)
    if program is None:
        return
    yield from _homes(Path(program))
    for name in _interpreter(Path(program)):
        if interpreter := shutil.which(name, path=path):
            yield from _homes(Path(interpreter))


def _homes(program: Path) -> Iterator[Path]:
    for file in dict.fromkeys([program.absolute(), program.resolve()]):
        folder = file.parent
        if folder.name not in _PROGRAMS:
            yield folder
        elif str(folder.parent) not in _SHARED:
            yield folder.parent
        yield from (parent for parent in file.parents if parent.name == "node_modules")


def _libraries(prefix: Path) -> Iterator[Path]:
    return chain.from_iterable(map(prefix.glob, _LIBRARIES))


def _interpreter(script: Path) -> list[str]:
    """The words of the first line of a script, of which one is its interpreter."""
    with suppress(OSError), script.open("rb") as file:
        if file.read(2) == b"#!":
            return os.fsdecode(file.readline(_HEAD)).split()
    return []


@lru_cache(64)
def _stores_below(root: Path) -> tuple[Path, ...]:
    return tuple(each.resolve() for each in _files(root) if _is_store(each))


def _files(root: Path) -> Iterator[Path]:
    """The files below a folder, and no link is followed: some that are not so deep, if there are too many."""
    folders, seen = deque([root]), 0
    while folders and seen < _MOST_ENTRIES:
        with suppress(OSError), os.scandir(folders.popleft()) as scan:
            entries = list(scan)
            seen += len(entries)
            is_searched = {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)} - _NEVER_SEARCHED
            folders.extend(Path(entry) for entry in entries if entry.name in is_searched)
            yield from (Path(entry) for entry in entries if _IS_NAMED_LIKE_A_BUNDLE.search(entry.name))


def _is_store(file: Path) -> bool:
    if not file.is_file():  # it may be a pipe, for which reading would wait
        return False
    if file.name in _JAVA_NAMES:
        return True
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:  # of another user
        return False
    return b"-----BEGIN CERTIFICATE-----" in head and b"PRIVATE KEY" not in head
