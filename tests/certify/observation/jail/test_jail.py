"""A product that ignores proxies reaches the edge in a separate network, and nothing else."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import certifi
import pytest

from namespaces import is_permitted
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.observation.jail.jail import Jail
from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.observation.observe import observe
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Action, Subject
from token_conformance.errors import UserError

Fake = Callable[..., Subject]

WHOAMI = Scenario("jailed", "", (), (Action.WHOAMI,))
IGNORES_PROXIES = """
    import os, ssl, sys
    import httpx

    trust = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    with httpx.Client(auth=(os.environ["EMAIL"], os.environ["TOKEN"]), trust_env=False, verify=trust) as client:
        print(client.get(os.environ["URL"] + "/rest/api/3/myself").status_code)
        for url in ("http://api.atlassian.com/x", "https://elsewhere.example.com/", "https://192.0.2.1/"):
            try:
                print(client.get(url).status_code)
            except httpx.ConnectError:
                print("nowhere")
"""


permitted = pytest.mark.skipif(not is_permitted(), reason="this system does not permit new network namespaces")


@pytest.mark.slow
@permitted
def test_only_the_edge_can_be_reached(fake: Fake) -> None:
    """Every name resolves to it, over TLS and over plain http, as with its proxy; no address leads out."""
    observation = observe(fake(IGNORES_PROXIES), WHOAMI, AccessKind.JAIL)
    [run] = observation.runs
    assert ["200", "421", "421", "nowhere"] == run.stdout.split(), run.stderr
    assert [("https", 200, "scoped"), ("http", 421, "scoped"), ("https", 421, "scoped")] == [
        (request.scheme, request.status, request.credential) for request in observation.requests
    ]


@pytest.mark.slow
@permitted
def test_in_the_network_the_product_has_no_rights(fake: Fake) -> None:
    """It sees no process of the machine, leaves none behind, and cannot change what its names resolve to."""
    script = """
        import os, subprocess
        HOSTS = "/etc/hosts"
        print([name for name in os.listdir("/proc") if name.isdigit()])
        for words in (["umount", "/etc/hosts"], ["umount", "-l", "/proc"], ["mount", "--bind", "/dev/null", HOSTS]):
            subprocess.run(words, stderr=subprocess.DEVNULL)
        print("api.atlassian.com" in open("/etc/hosts").read(), os.path.exists("/proc/self"))
        subprocess.Popen(["sleep", "64.987654321"], start_new_session=True, env={}, cwd="/")
    """
    [run] = observe(fake(script), WHOAMI, AccessKind.JAIL).runs
    assert ["['1', '2']", "True True"] == run.stdout.splitlines(), run.stderr
    assert b"" == subprocess.run(["pgrep", "-f", "64.987654321"], capture_output=True, check=False).stdout


@permitted
def test_the_keeper_of_the_network_has_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its environment is built from nothing."""
    monkeypatch.setenv("TOKEN_CONFORMANCE_SCOPED_TOKEN", "CANARY")
    with Jail(["api.atlassian.com"]) as jail:
        names = Path(f"/proc/{jail._keeper.pid}/environ").read_bytes().split(b"\0")
    assert [b"PATH"] == [name.partition(b"=")[0] for name in names if name and not name.startswith(b"LC_CTYPE")]


OWN_ROOTS = """
    import os, ssl, sys, urllib.request

    os.environ.clear()
    place = {"certifi": __import__("certifi").where(), "bundled": os.path.join(sys.path[0], "roots.pem")}
    trust = ssl.create_default_context(cafile=place.get("WHERE"), capath=None if "WHERE" in place else "/etc/ssl/certs")
    print(urllib.request.urlopen("https://api.atlassian.com/_edge/tenant_info", context=trust).status)
"""
"""Reads no variable, and trusts the authorities of a file that came with it, or of the system's folder."""


@pytest.mark.slow
@permitted
@pytest.mark.parametrize("where", ["certifi", "bundled", "the system"])
@pytest.mark.parametrize("fault", ["", "wrong-certificate"])
def test_what_has_its_own_roots_trusts_the_edge_alone(fake: Fake, tmp_path: Path, where: str, fault: str) -> None:
    """The authority of the edge covers each trust store; one that nobody trusts is refused as elsewhere."""
    shutil.copy(certifi.where(), tmp_path / "roots.pem")
    scenario = replace(WHOAMI, faults=(fault,) if fault else ())
    observation = observe(fake(OWN_ROOTS.replace("WHERE", where)), scenario, AccessKind.JAIL)
    [run] = observation.runs
    assert bool(fault) == ("CERTIFICATE_VERIFY_FAILED" in run.stderr), run.stderr
    assert (0 if fault else 1, 1 if fault else 0) == (len(observation.requests), observation.untrusted), run.stderr


@permitted
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("keytool") is None, reason="the program keytool is missing")
def test_java_trusts_the_edge_alone_without_a_variable(fake: Fake) -> None:
    """Its own store is covered by one with the authority of the edge."""
    script = """
        import subprocess
        subprocess.run(["keytool", "-list", "-cacerts", "-storepass", "changeit"], env={"PATH": "/usr/bin:/bin"})
    """
    [run] = observe(replace(fake(script), start_seconds=40.0), WHOAMI, AccessKind.JAIL).runs
    assert "contains 1 entry" in run.stdout, run.output
    assert "edge, " in run.stdout


@permitted
def test_a_command_that_is_missing_is_recorded_as_such(fake: Fake) -> None:
    """The record is the same as outside a jail."""
    [run] = observe(fake(commands={Action.WHOAMI: ("no-such-program",)}), WHOAMI, AccessKind.JAIL).runs
    assert Ended.NOT_STARTED is run.ended


@pytest.mark.parametrize(
    ("unshare", "reason"),
    [
        (None, "the program 'unshare' is missing"),
        ("echo 'unshare: unshare failed: Operation not permitted' >&2; exit 1", "Operation not permitted"),
        ("exit 1", "it could not be created"),
    ],
)
def test_where_it_is_not_permitted_nothing_runs(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, unshare: str | None, reason: str
) -> None:
    """One line says why, and what to do instead."""
    programs = tmp_path_factory.mktemp("programs")
    if unshare is not None:
        (programs / "unshare").write_text(f"#!/bin/sh\n{unshare}\n")
        (programs / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(UserError) as raised, Jail(["api.atlassian.com"]):
        pytest.fail("it was entered")
    line = str(raised.value)
    assert line.startswith("--jail: a separate network needs Linux and the right to create user namespaces (")
    assert f"{reason}); run without --jail if the product obeys HTTPS_PROXY" in line
    assert sys.executable not in line
