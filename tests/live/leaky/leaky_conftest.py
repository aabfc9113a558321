"""Goes with `leaky_suite.py`: an edge with the account of the environment, and faults of plugins."""

import os
from pathlib import Path

import pytest

import token_conformance.edge.server.edge
from token_conformance.model.account import Account
from token_conformance.redaction.redactor import Redactor

_ACCOUNT = Account(
    os.environ["TOKEN_CONFORMANCE_EMAIL"],
    unscoped=os.environ["TOKEN_CONFORMANCE_UNSCOPED_TOKEN"],
    scoped_jira=os.environ["TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN"],
    scoped_confluence=os.environ["TOKEN_CONFORMANCE_SCOPED_CONFLUENCE_TOKEN"],
    invalid="MADE-UP-INVALID-TOKEN",
)
setattr(token_conformance.edge.server.edge, "seeded_account", lambda _: _ACCOUNT)  # noqa: B010  # no export, and no type

if "LEAKY_UNPROTECTED" in os.environ:
    setattr(Redactor, "__call__", lambda _, text: text)  # noqa: B010  # to see what would leak


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Write reports into a file, as plugins for reports do."""
    with Path("reports.log").open("a", encoding="utf-8") as file:
        file.write(
            f"{report.nodeid} {report.when}\n{report.longreprtext}\n{report.sections}\n{report.user_properties}\n"
        )


def pytest_runtest_logfinish(nodeid: str) -> None:
    """Break outside of any test, as a faulty plugin does: an internal error."""
    if "LEAKY_PLUGIN" in os.environ:
        token = _ACCOUNT.unscoped
        raise RuntimeError(f"{nodeid}: {token}")
