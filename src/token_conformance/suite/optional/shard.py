"""The option for a part of a run, and the commit that the part is run from."""

import pytest

from token_conformance.model.checkout import ask_git
from token_conformance.results.shard import Shard
from token_conformance.suite.output import usage_error


def add(group: pytest.OptionGroup) -> None:
    """Add the option to the project's group."""
    group.addoption(
        "--shard",
        metavar="I/N",
        help="Run part I of N of the endpoints; combine the results with `token-conformance merge`.",
    )


def chosen(config: pytest.Config) -> Shard | None:
    """The part of the endpoints that the user chose, if any; raises pytest.UsageError if there is no such part."""
    text = config.getoption("--shard")
    try:
        return Shard.parse(text) if text else None
    except ValueError as error:
        raise usage_error(f"--shard: {error}") from None


def commit() -> str | None:
    """The commit that is checked out; None if that is not known."""
    asked = ask_git("rev-parse", "--verify", "--quiet", "HEAD")
    return asked.decode("ascii").strip() if asked else None
