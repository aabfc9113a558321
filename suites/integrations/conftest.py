"""Collects the certification of the subjects that are named with --subject, and of none otherwise."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Tell whoever asks for this suite alone how to name a subject."""
    is_asked_for = any(HERE == path or HERE in path.parents for path in _named(config))
    if is_asked_for and not config.getoption("--subject"):
        there = ", ".join(sorted(file.stem for file in (HERE / "subjects").glob("*.toml"))) or "none"
        raise pytest.UsageError(f"suites/integrations: name a subject with --subject NAME (there: {there})")
    if config.getoption("--subject") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--subject: all subjects are observed at the same time as it is; leave out -n")


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave the suite out where no subject is named, and what it would load."""
    return None if config.getoption("--subject") else True


def _named(config: pytest.Config) -> list[Path]:
    """The paths of the command line."""
    return [(config.invocation_params.dir / arg.partition("::")[0]).absolute() for arg in config.args]
