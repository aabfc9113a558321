"""The options that choose a sample of the whole catalogue."""

import pytest

from token_conformance.suite.optional.number import whole_number
from token_conformance.suite.optional.sample import HIGHEST_SEED, SEED, Sample, chosen
from token_conformance.suite.output import usage_error

_MOST = 1_000_000
"""More calls than are published."""


def add(group: pytest.OptionGroup) -> None:
    """Add the options to the project's group."""
    group.addoption(
        "--sample",
        metavar="N",
        help="Of the whole catalogue (suites/catalogue), run N calls with all their cells, spread over the APIs.",
    )
    group.addoption(
        "--sample-seed",
        metavar="SEED",
        help=f"Choose another sample: the same number chooses the same calls (default: {SEED}).",
    )


def sample(config: pytest.Config) -> Sample | None:
    """The sample that the user asks for, if any; raises pytest.UsageError for what is not a number."""
    size, seed = config.getoption("--sample"), config.getoption("--sample-seed")
    if seed is not None and size is None:
        raise usage_error("--sample-seed chooses a sample; add --sample 50, or drop it")
    if size is None:
        return None
    chosen = SEED if seed is None else whole_number("--sample-seed", seed, 0, HIGHEST_SEED)
    return Sample(whole_number("--sample", size, 1, _MOST), chosen)


def words(config: pytest.Config, *, reads_only: bool) -> str | None:
    """Which calls the sample of the user has; None without a sample."""
    asked = sample(config)
    return chosen(asked, reads_only=reads_only).words if asked else None
