"""A quick look runs a command that the user typed, in the user's folder, and learns from its first requests."""

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.observation.jail.jail import Jail
from token_conformance.certify.quick.command import command_of
from token_conformance.certify.quick.look import Look, is_accepted, look_at
from token_conformance.certify.quick.statements import Mark, statements_of
from token_conformance.errors import UserError

CLIENT = """
    import base64, os, ssl, sys, urllib.error, urllib.request

    def opener():
        careless = ssl.create_default_context() if "careful" in sys.argv else ssl._create_unverified_context()
        proxies = {} if "direct" in sys.argv else None
        return urllib.request.build_opener(
            urllib.request.ProxyHandler(proxies), urllib.request.HTTPSHandler(context=careless)
        )

    who = f"{os.environ['CONFLUENCE_USER']}:{os.environ['CONFLUENCE_API_TOKEN']}"
    header = "Basic " + base64.b64encode(who.encode()).decode()
    page = urllib.request.Request(os.environ["CONFLUENCE_URL"] + "/wiki/api/v2/pages/" + sys.argv[1])
    if "careful" in sys.argv:
        page.add_unredirected_header("Authorization", header)
    else:
        page.add_header("Authorization", header)
    try:
        print(opener().open(page, timeout=60).read())
    except (urllib.error.URLError, OSError) as error:
        print(error, "; is it the token?" if "careful" in sys.argv else header)
        sys.exit("careful" in sys.argv)
"""


def look(tmp_path: Path, *words: str) -> Look:
    """A look at the client, which is named by its name in the user's folder."""
    (tmp_path / "client.py").write_text(dedent(CLIENT), encoding="utf-8")
    command = command_of([sys.executable, "client.py", "{page_id}", *words], [], tmp_path)
    return look_at(command, AccessKind.PROXY)


def marks(seen: Look) -> dict[str, Mark]:
    """The first words of each statement, with its mark."""
    return {" ".join(each.sentence.split()[:4]): each.mark for each in statements_of(seen)}


@pytest.mark.slow
def test_a_careful_client_is_seen_as_one(tmp_path: Path) -> None:
    """Its page is that of the first scenario, so the app is Confluence and the placeholders are Confluence's."""
    seen = look(tmp_path, "careful")
    assert {Mark.GOOD} == set(marks(seen).values()) - {Mark.UNSEEN}
    assert is_accepted(seen.trace("scoped-gateway"))
    assert AccessKind.PROXY is seen.kind


@pytest.mark.slow
def test_a_careless_client_is_seen_as_one(tmp_path: Path) -> None:
    """By default, urllib sends its headers to wherever a redirect points."""
    bad = [words for words, mark in marks(look(tmp_path)).items() if mark is Mark.BAD]
    assert [
        "ended as a success",
        "trusted a certificate of",
        "sent the token to",
        "sent the token over",
        "put out the token:",
    ] == list(dict.fromkeys(bad))


def _jail_problem() -> str:
    try:
        with Jail([]):
            return ""
    except UserError as error:
        return str(error)


@pytest.mark.slow
@pytest.mark.skipif(bool(_jail_problem()), reason="no user namespaces here")
def test_a_client_that_ignores_the_proxy_is_run_in_a_jail(tmp_path: Path) -> None:
    """What came through neither door is said; what comes in the jail is seen there in all scenarios."""
    seen = look(tmp_path, "careful", "direct")
    assert AccessKind.JAIL is seen.kind
    assert is_accepted(seen.trace("scoped-gateway"))


def test_a_client_without_a_request_is_run_once(tmp_path: Path) -> None:
    """Its other scenarios would show the same."""
    seen = look_at(command_of([sys.executable, "-c", "print('hello')"], [], tmp_path), AccessKind.JAIL)
    assert ["unscoped-site"] == list(seen.observations)


def test_a_program_that_is_missing_is_one_line(tmp_path: Path) -> None:
    """Nothing is run."""
    with pytest.raises(UserError, match="'no-such-program' is no program on the PATH or in this folder; correct the"):
        look_at(command_of(["no-such-program"], [], tmp_path), AccessKind.PROXY)
