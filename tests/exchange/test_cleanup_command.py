"""`token-conformance cleanup`, as a person runs it."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.edge.env_file import settings_of
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Journal
from token_conformance.model.account import Account
from token_conformance.model.target import Target

Create = Callable[..., str]


@pytest.fixture
def live(target: Target, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with a journal, and set the tenant's settings; returns that folder."""
    assert isinstance(target.credentials, Account)
    reached = {"HTTPS_PROXY": str(target.proxy), "https_proxy": str(target.proxy), "SSL_CERT_FILE": str(target.ca_file)}
    for name, value in (reached | settings_of(target.tenant, target.credentials)).items():
        monkeypatch.setenv(name, value)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(journal.path.parent)
    monkeypatch.setattr(Exchange, "_unshared_throttle", lambda _: None)  # the local model needs no limits
    return journal.path.parent


def test_it_deletes_what_a_run_has_left(
    live: Path, create: Create, journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """The default is the journal of this folder; a second call changes nothing."""
    for kind in ("issue", "request", "page"):
        create(kind)
    moved = live / "kept.jsonl"
    journal.path.rename(moved)
    assert [0, 0, 0] == [main(["cleanup"]), main(["cleanup", "--journal", "kept.jsonl"]), main(["cleanup"])]
    shown = capsys.readouterr()
    missing = "journal.jsonl: does not exist, so no run in this folder has left anything"
    done = "deleting 3 things that a run created in the tenant\nkept.jsonl: nothing is left, so it was removed"
    assert (f"{missing}\n{done}\n{missing}\n", "") == (shown.out, shown.err)
    assert not moved.exists()


def test_what_still_exists_is_a_line_and_a_status(
    live: Path,
    create: Create,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The journal stays, and the line has the site's answer."""
    del live
    title = create("issue")
    monkeypatch.setenv("TOKEN_CONFORMANCE_UNSCOPED_TOKEN", "MADE-UP-EXPIRED-TOKEN")
    assert 1 == main(["cleanup"])
    shown = capsys.readouterr()
    assert shown.err.startswith(
        f"token-conformance cleanup: issue SOFT-3, titled '{title}': the site does not know the"
    )
    assert 1 == len(shown.err.splitlines())
    assert shown.out.endswith("journal.jsonl: 1 left\n")
    assert journal.path.exists()


def test_wrong_settings_are_reported_before_anything_is_sent(
    live: Path, create: Create, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line per variable, and status 2."""
    create("issue")
    del live
    monkeypatch.delenv("TOKEN_CONFORMANCE_EMAIL")
    assert 2 == main(["cleanup"])
    assert capsys.readouterr().err.startswith("token-conformance: TOKEN_CONFORMANCE_EMAIL: is not set;")


def test_another_file_is_refused(live: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, status 2, and the file is not removed."""
    path = live / "results.jsonl"
    path.write_text('{"kind": "header"}\n')
    assert 2 == main(["cleanup", "--journal", "results.jsonl"])
    assert "token-conformance: results.jsonl: line 1: is not a journal line; name a journal of a run\n" == (
        capsys.readouterr().err
    )
    assert path.exists()


def test_it_can_be_interrupted(
    live: Path, create: Create, journal: Journal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open entries stay in the journal."""
    del live
    create("issue")
    monkeypatch.setattr(Exchange, "send", lambda *_, **__: os.kill(os.getpid(), signal.SIGINT))
    assert 1 == main(["cleanup"])
    assert "token-conformance cleanup: interrupted; run it again\n" == capsys.readouterr().err
    assert 1 == len(journal.open_entries())
