"""A test suite of somebody else as data: where it is from, what it needs, and how its tests reach the edge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from token_conformance.edge.tenant.state import State

Runner = Literal["pytest", "vitest"]


class Rewrite(NamedTuple):
    """A text of a fixture file, and what replaces it; a test is never changed."""

    file: str
    old: str
    new: str


def nothing(state: State) -> None:
    """The seeded tenant is enough for a suite."""


@dataclass(frozen=True)
class Suite:
    """One suite. Braces in `variables`, `files` and `rewrites` are filled in by `Place.fill`.

    `pinned` is a commit of the repository that `--clone` names, or, if the package `index` of the Python Package Index
    ships the suite (`name==version`), the SHA-256 of that source distribution. `packages` are installed in an
    environment of the suite's own, by pip or npm. `arguments` follow the runner's. `scopes` are those of the token with
    scopes that is used at the gateway. `arrange` adds to the seeded tenant what the suite expects to exist. `own` says
    why a test fails whatever a tenant answers, by a part of the test's name.
    """

    name: str
    pinned: str
    runner: Runner
    packages: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    index: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    rewrites: tuple[Rewrite, ...] = ()
    scopes: str = "all:jira"
    arrange: Callable[[State], None] = nothing
    own: Mapping[str, str] = field(default_factory=dict)
