"""Tells the run's credentials in every way that a test, a fixture or a library can; `test_canary.py` runs a copy."""

import logging
import os
import sys
import threading
import warnings
from base64 import b64encode
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest

from token_conformance.model.account import Account
from token_conformance.model.cell import Credential, Product
from token_conformance.suite.run import RUN

log = logging.getLogger("leaky")


@pytest.fixture
def account(pytestconfig: pytest.Config) -> Account:
    """The account of the run, as its target holds it."""
    wallet = pytestconfig.stash[RUN].target_session.target.credentials
    assert isinstance(wallet, Account)
    return wallet


@pytest.fixture
def header(account: Account) -> str:
    """What the run sends."""
    return account.authorization(Credential.SCOPED, Product.JIRA_PLATFORM) or ""


def refuse(what: str) -> None:
    """Fail as a library does that quotes what it was given."""
    raise ValueError(f"refused: {what}")


@pytest.fixture
def broken_setup(account: Account) -> None:
    """Fails before the test."""
    raise RuntimeError(f"cannot log in with {account.unscoped}")


@pytest.fixture
def broken_teardown(header: str) -> Iterator[None]:
    """Fails after the test."""
    yield
    assert {} == {"Authorization": header}


def test_local_of_a_failure(account: Account) -> None:
    """The classic: `pytest -l` shows the tuple."""
    auth = (account.email, account.scoped_jira)
    assert not auth[0]


def test_assertion_on_headers(header: str) -> None:
    """Both sides of the comparison are shown."""
    assert {"Authorization": "Basic"} == {"Authorization": header}


def test_value_that_is_cut(account: Account) -> None:
    """The two ends of a long value are shown."""
    assert [] == [f"{'x' * 80}{account.unscoped}{'y' * 200}"] * 9


def test_binary_body(account: Account) -> None:
    """A body that is no text stands in a cassette as base64."""
    assert b64encode(b"") == b64encode(f'\xff{{"token": "{account.scoped_confluence}"}}'.encode())


def test_chain_of_exceptions(account: Account, header: str) -> None:
    """Each part of a chain has its own message."""
    try:
        refuse(f"https://x.example/?token={quote(account.unscoped)}")
    except ValueError as error:
        raise RuntimeError(f"after {header}") from error


def test_setup_that_fails(broken_setup: None) -> None:
    """Never runs."""


def test_teardown_that_fails(broken_teardown: None) -> None:
    """Runs."""


def test_output(account: Account, header: str) -> None:
    """What is printed is shown when the test fails, and with -s at once."""
    print(f"curl -u {account.email}:{account.unscoped}")  # noqa: T201  # what is tested
    sys.stderr.write(f"> authorization: {header}\n")
    assert not header


def test_logs(account: Account, header: str) -> None:
    """Messages, arguments, tracebacks and stacks."""
    log.warning("sending %s as %s", header, account.email)
    log.debug("sending %r", {"auth": (account.email, account.unscoped)})
    try:
        refuse(account.scoped_jira)
    except ValueError:
        log.exception("failed", stack_info=True)
    assert not header


def test_warnings(account: Account) -> None:
    """A URL with a user and a password, as libraries warn of it."""
    warnings.warn(f"insecure: https://{quote(account.email)}:{account.unscoped}@x.example/", stacklevel=1)


def test_thread_that_fails(account: Account) -> None:
    """Pytest makes a warning of its traceback."""
    thread = threading.Thread(target=int, args=(account.unscoped,))
    thread.start()
    thread.join()


def test_properties(
    account: Account,
    record_property: Callable[[str, object], None],
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    """They stand in the JUnit file."""
    record_property("token", account.unscoped)
    record_testsuite_property("auth", f"{account.email}:{account.scoped_jira}")


def test_reason_to_skip(account: Account) -> None:
    """It is shown with -rs."""
    pytest.skip(f"{account.email} may not do this")


def test_reason_to_fail(account: Account) -> None:
    """It is shown with -rx."""
    pytest.xfail(f"{account.unscoped} is scoped")


def test_parts(subtests: pytest.Subtests, account: Account, header: str) -> None:
    """A part has a name of its own, and output of its own."""
    with subtests.test(msg=account.unscoped, header=header):
        print(header)  # noqa: T201  # what is tested
        assert not account.email


@pytest.mark.skipif("LEAKY_CRASH" not in os.environ, reason="ends the process")
def test_crash(account: Account) -> None:
    """A worker that dies takes its output with it, or not."""
    sys.stderr.write(f"{account.unscoped}\n")
    sys.stderr.flush()
    os._exit(3)
