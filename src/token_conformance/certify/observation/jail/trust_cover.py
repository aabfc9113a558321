"""Files with the authority of an edge alone, which cover the trust stores of a product in its mount namespace."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from token_conformance.certify.observation.jail.trust_stores import TrustStores
from token_conformance.edge.server.clients import ClientFiles

_ENDINGS = (".pem", ".crt")
_SECONDS = 10


class TrustCover:
    """The covers of some stores, in a folder of their own; they are empty until the edge runs.

    All covers of a kind are one file, which is filled in place: a mounted file cannot be replaced.
    """

    def __init__(self, folder: Path, stores: TrustStores) -> None:
        self._bundle = folder / "bundle.pem"
        self._java = folder / "cacerts"
        self._folders = [folder / f"folder-{number}" for number, _ in enumerate(stores.folders)]
        self._stores = stores
        for file in (self._bundle, self._java):
            file.touch(0o644)
        for covered, cover in zip(stores.folders, self._folders, strict=True):
            cover.mkdir(0o755)
            self._link_all(covered, cover)

    def places(self) -> Iterator[tuple[Path, Path]]:
        """Each cover with the place that it covers; what is in a folder that is covered needs no cover itself."""
        yield from zip(self._folders, self._stores.folders, strict=True)
        for cover, stores in ((self._bundle, self._stores.bundles), (self._java, self._stores.java)):
            yield from ((cover, store) for store in stores if self._folder_of(store) is None)

    def fill(self, files: ClientFiles) -> None:
        """Write the authority of an edge."""
        self._bundle.write_bytes(files.ca_file.read_bytes())
        self._java.write_bytes(files.java_store.read_bytes())
        for folder in self._folders:
            _add_links_by_hash(folder)

    def _link_all(self, covered: Path, cover: Path) -> None:
        """Give the covers the names that are in a folder, and the names of the stores of Java below it."""
        for name in os.listdir(covered):  # noqa: PTH208  # only the names matter
            if name.endswith(_ENDINGS):
                os.link(self._bundle, cover / name)
        for store in self._stores.java:
            if self._folder_of(store) == covered:
                place = cover / store.relative_to(covered)
                place.parent.mkdir(0o755, parents=True, exist_ok=True)
                os.link(self._java, place)

    def _folder_of(self, store: Path) -> Path | None:
        return next((folder for folder in self._stores.folders if folder in store.parents), None)


def _add_links_by_hash(folder: Path) -> None:
    """Add the names by which OpenSSL finds an authority in a folder; without its program, there are none."""
    if program := shutil.which("openssl"):
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603  # the system's own program, for a folder of ours
                [program, "rehash", str(folder)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
