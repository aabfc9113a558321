"""Each state of a network is produced by a server of this machine, over real HTTPS, and has a sentence of its own."""

import json
import logging
import socket
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from ssl import SSLSocket
from urllib.parse import urlsplit

import pytest

from hostile_server import TUNNEL, HostileServer, hostile_server
from token_conformance.advice import Diagnosis, diagnose
from token_conformance.advice.diagnosis.diagnosis import Verdict
from token_conformance.advice.diagnosis.obstacle import CAUSES
from token_conformance.advice.diagnosis.text import text
from token_conformance.advice.diagnosis.words import names
from token_conformance.edge.authority import Authority
from token_conformance.exchange import one_get
from token_conformance.model.tenant import SEEDED

TOKEN = "made-up-token-0123456789"
EMAIL = "me@example.com"
CLOUD_ID = SEEDED.cloud_id
HTML = {"content-type": "text/html"}
EDGE = {"server": "AtlassianEdge", "content-type": "application/json"}
CLOUD = {"deploymentType": "Cloud", "baseUrl": "https://mysite.atlassian.net"}
GATEWAY = "api.atlassian.com"

Answers = dict[str, tuple[int, dict[str, str], object]]
"""By a part of the URL: the status, the headers and the body of the answer."""

INFO: Answers = {"tenant_info": (200, EDGE, {"cloudId": CLOUD_ID})}
GOOD: Answers = INFO | {"serverInfo": (200, EDGE, CLOUD)}
SAML = '<html><form action="https://login.example.com/"><input name="SAMLRequest" value="x"></form></html>'
PORTAL = "<!doctype html><html><title>Guest network access</title></html>"
PLAIN = "<!doctype html><html><title>Welcome</title></html>"

State = Callable[..., Diagnosis]


def wire(status: int, headers: dict[str, str], body: object) -> bytes:
    """An answer as it is sent."""
    content = body if isinstance(body, str) else json.dumps(body)
    lines = [f"HTTP/1.1 {status} Some", *(f"{name}: {value}" for name, value in headers.items())]
    head = "\r\n".join([*lines, f"content-length: {len(content)}", "connection: close", "", content])
    return head.encode()


def asked_url(head: bytes) -> str:
    """The URL of a request that a server has read."""
    lines = head.decode().split("\r\n")
    host = next(line.split(": ")[1] for line in lines if line.lower().startswith("host:"))
    return f"https://{host}{lines[0].split()[1]}"


class Asked:
    """The servers of a test, and the diagnoses that ask them."""

    def __init__(self, running: ExitStack, folder: Path) -> None:
        self._running = running
        self._folder = folder
        self.servers: list[HostileServer] = []

    def serve(self, answers: Answers, **how: object) -> HostileServer:
        """Start a server with these answers; any other URL is not found."""

        def answer(to: SSLSocket) -> None:
            url = asked_url(server.requests[-1])
            to.sendall(next((wire(*found) for part, found in answers.items() if part in url), wire(404, EDGE, {})))

        server = self._running.enter_context(hostile_server(answer, self._folder, **how))  # type: ignore[arg-type]  # its own options
        self.servers.append(server)
        return server

    def __call__(self, answers: Answers, site: str = "mysite", **how: object) -> Diagnosis:
        """Diagnose through a proxy with these answers."""
        server = self.serve(answers, **how)
        variables = {"HTTPS_PROXY": server.proxy, "SSL_CERT_FILE": str(server.ca_file)}
        return diagnose(site, TOKEN, EMAIL, variables=variables)

    @property
    def urls(self) -> list[str]:
        """The URLs that were asked for."""
        return [asked_url(head) for server in self.servers for head in server.requests]

    @property
    def logins(self) -> int:
        """The requests that carried a credential."""
        return sum(b"authorization:" in head.lower() for server in self.servers for head in server.requests)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Diagnoses through servers of this machine."""
    for name in ("HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(one_get, "SECONDS", 2.0)
    with ExitStack() as running:
        yield Asked(running, tmp_path)


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, int]], None]:
    """A stand-in for the name server: it knows some hosts, each with the port of a server of this machine."""

    def know(ports: dict[str, int]) -> None:
        def look_up(host: str, *_: object, **__: object) -> list[object]:
            if host not in ports:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", ports[host]))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)

    return know


def says(found: Diagnosis, obstacle: str, sentence: str, verdict: Verdict = Verdict.DOES_NOT_WORK) -> None:
    """Check the state of a diagnosis, its sentence, and that the text begins with it."""
    assert found.obstacle is not None
    assert (obstacle, verdict) == (found.obstacle.id, found.verdict)
    assert sentence in found.headline
    assert sentence in " ".join(text(found).split())
    assert found.concluded.is_good is None


def test_no_network(state: Asked, resolver: Callable[[dict[str, int]], None]) -> None:
    """Neither the site nor the gateway has an address."""
    resolver({})
    found = diagnose("mysite", TOKEN, EMAIL, variables={})
    says(found, "no-network", "This machine reaches neither mysite.atlassian.net nor api.atlassian.com")
    assert 2 == len(found.seen)
    assert [] == state.servers


def test_no_network_for_a_host_that_is_not_of_atlassian(
    state: Asked, resolver: Callable[[dict[str, int]], None]
) -> None:
    """The gateway is asked too, so that a wrong name is not taken for a machine without a network."""
    resolver({})
    says(diagnose("jira.example.com", TOKEN, EMAIL, variables={}), "no-network", "This machine reaches neither")
    server = state.serve({}, tunnel=b"")
    resolver({GATEWAY: urlsplit(server.proxy).port or 0})
    found = diagnose("jira.example.com.", TOKEN, EMAIL, variables={"SSL_CERT_FILE": str(server.ca_file)})
    says(found, "name-unknown", "There is no host jira.example.com: its name is not known")


def test_a_name_that_is_not_known(state: Asked, resolver: Callable[[dict[str, int]], None]) -> None:
    """The gateway is reached, so it is the name of the site."""
    server = state.serve({}, tunnel=b"")
    resolver({GATEWAY: urlsplit(server.proxy).port or 0})
    found = diagnose("mysite", TOKEN, EMAIL, variables={"SSL_CERT_FILE": str(server.ca_file)})
    says(found, "name-unknown", "There is no host mysite.atlassian.net: its name is not known")
    assert 0 == state.logins


def test_a_proxy_that_is_not_there(state: Asked) -> None:
    """Nothing listens at the address of HTTPS_PROXY."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # nobody else gets the port, and nobody listens at it
        proxy = f"http://127.0.0.1:{silent.getsockname()[1]}"
        found = diagnose("mysite", TOKEN, EMAIL, variables={"HTTPS_PROXY": proxy})
    says(found, "proxy-unreachable", "The proxy that HTTPS_PROXY names cannot be reached")
    assert [] == state.servers


@pytest.mark.parametrize(
    ("tunnel", "obstacle", "sentence"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "proxy-login", "The proxy wants a login of its own"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "proxy-refused", "The proxy does not let this machine through"),
        (b"HTTP/1.1 503 Service Unavailable\r\n\r\n", "proxy-refused", "The proxy does not let this machine through"),
    ],
)
def test_a_proxy_that_refuses(state: Asked, tunnel: bytes, obstacle: str, sentence: str) -> None:
    """It wants a login, or does not let the host through."""
    says(state({}, tunnel=tunnel), obstacle, sentence)


def test_a_certificate_of_a_private_authority(state: Asked) -> None:
    """A proxy that reads along."""
    found = state(GOOD, leaf=Authority().context_for)
    says(found, "private-authority", "is from an authority that this machine does not know")
    assert [] == state.urls


PAGES: dict[str, tuple[Answers, str, str]] = {
    "status 511": ({"": (511, {}, "login")}, "captive-portal", "This network wants you to log in first"),
    "page of a portal": ({"": (200, HTML, PORTAL)}, "captive-portal", "This network wants you to log in first"),
    "redirect to a portal": (
        {"": (302, {"location": "http://portal.hotel.example/login"}, "")},
        "captive-portal",
        "This network wants you to log in first",
    ),
    "page of a single sign-on": (
        {"": (200, HTML, SAML)},
        "sso-page",
        "The login page of a single sign-on is in front of mysite.atlassian.net",
    ),
    "single sign-on at the second request": (
        INFO | {"": (200, HTML, SAML)},
        "sso-page",
        "The login page of a single sign-on is in front of mysite.atlassian.net",
    ),
    "redirect to a single sign-on": (
        {"": (302, {"location": "https://adfs.example.com/adfs/ls/?SAMLRequest=x"}, "")},
        "sso-page",
        "The login page of a single sign-on",
    ),
    "any other page": (
        {"": (200, HTML, PLAIN)},
        "web-page",
        "a proxy, a single sign-on or the login page of a network: which one cannot be told",
    ),
    "redirect to elsewhere": (
        {"": (302, {"location": "https://www.example.com/"}, "")},
        "redirected",
        "sends this call to www.example.com, which is not an address of Atlassian's sites",
    ),
    "addresses that are let in": (
        INFO | {"serverInfo": (403, EDGE, "The IP address has been rejected because it is not on the list")},
        "ip-allowlist",
        "The organization lets in calls from certain addresses only",
    ),
    "a renamed site": (
        {"": (302, {"location": "https://other.atlassian.net/_edge/tenant_info"}, "")},
        "renamed-site",
        "The site mysite.atlassian.net is now at other.atlassian.net",
    ),
    "a renamed site that says so": (
        INFO | {"serverInfo": (200, EDGE, CLOUD | {"baseUrl": "https://other.atlassian.net"})},
        "renamed-site",
        "The site mysite.atlassian.net is now at other.atlassian.net",
    ),
    "no site": ({}, "no-such-site", "There is no site mysite.atlassian.net in Atlassian Cloud (404"),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_answers_in_place_of_the_site(state: Asked, name: str) -> None:
    """Each has its sentence, and no credential is sent."""
    answers, obstacle, sentence = PAGES[name]
    found = state(answers)
    says(found, obstacle, sentence)
    assert 0 == state.logins
    assert found.headline.endswith("The token was not sent.")


PASSING: dict[str, tuple[Answers, str, str]] = {
    "429": ({"": (429, {**EDGE, "retry-after": "12"}, {})}, "rate-limit", "Wait 12 seconds and try again"),
    "429 without a time": ({"": (429, EDGE, {})}, "rate-limit", "Wait some minutes and try again"),
    "503 of a proxy": ({"": (503, {"server": "squid"}, "")}, "error-on-the-way", "answered 503 for mysite"),
    "503 of Atlassian": ({"": (503, EDGE, "")}, "server-error", "mysite.atlassian.net failed (503)"),
    "something else": ({"": (418, EDGE, "")}, "unclear-site", "whether there is such a site cannot be told"),
    "429 at the gateway": (
        GOOD | {"/ex/": (429, {**EDGE, "retry-after": "1"}, {})},
        "rate-limit",
        "too many calls in a short time (429 from api.atlassian.com)",
    ),
}


@pytest.mark.parametrize("name", PASSING)
def test_what_may_be_gone_a_moment_later(state: Asked, name: str) -> None:
    """It says nothing of the token, and nothing more is sent."""
    answers, obstacle, sentence = PASSING[name]
    says(state(answers), obstacle, sentence, Verdict.CANNOT_BE_TOLD)
    assert 1 >= state.logins


def test_a_captcha(state: Asked, caplog: pytest.LogCaptureFixture) -> None:
    """The site wants one, when it is asked with the login, which is in no log of a library."""
    caplog.set_level(logging.DEBUG)
    refusal = {"code": 401, "message": "Unauthorized"}
    denied = EDGE | {
        "x-authentication-denied-reason": "CAPTCHA_CHALLENGE; login-url=https://mysite.atlassian.net/login"
    }
    found = state(GOOD | {"/ex/": (401, EDGE, refusal), "/myself": (401, denied, {})})
    assert "mysite.atlassian.net wants a CAPTCHA to be filled in" in found.headline
    assert found.obstacle is not None
    assert "captcha" == found.obstacle.id
    assert 2 == state.logins
    assert caplog.records
    assert not any(secret in caplog.text for secret in (TOKEN, b64encode(f"{EMAIL}:{TOKEN}".encode()).decode()))


SERVERS: dict[str, tuple[Answers, str, str]] = {
    "data center": (
        {"serverInfo": (200, {}, {"deploymentType": "Server", "version": "9.12.1"})},
        "data-center",
        "jira.example.com is a server of one's own (Data Center 9.12.1), not a site of Atlassian Cloud",
    ),
    "custom domain": (
        {"serverInfo": (200, EDGE, CLOUD)},
        "custom-domain",
        "jira.example.com is another name of the site mysite.atlassian.net. Try again with --site mysite.atlassian.net",
    ),
    "custom domain that redirects": (
        {"": (301, {"location": "https://mysite.atlassian.net/rest/api/2/serverInfo"}, "")},
        "custom-domain",
        "jira.example.com is another name of the site mysite.atlassian.net",
    ),
    "neither": ({}, "not-a-site", "jira.example.com did not answer as Jira or Confluence does (404)"),
}


@pytest.mark.parametrize("name", SERVERS)
def test_a_host_that_is_not_of_atlassian(state: Asked, name: str) -> None:
    """It is asked once, without a login, whether it is Data Center or Cloud."""
    answers, obstacle, sentence = SERVERS[name]
    says(state(answers, "https://jira.example.com/browse/ABC-1"), obstacle, sentence)
    assert ["https://jira.example.com/rest/api/2/serverInfo"] == state.urls
    assert 0 == state.logins


def test_a_gateway_that_a_proxy_does_not_let_through(state: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is asked all the same, and the sentence says which host is not reached."""
    server = state.serve(GOOD | {"/myself": (200, {**EDGE, "x-aaccountid": "x"}, {"accountId": "x"})})
    sends = one_get.OneGet.__call__
    closed = one_get.NoAnswer("", one_get.Failure.PROXY_REFUSED, "403 Forbidden", at_proxy=True, proxy_status=403)

    def partly(self: one_get.OneGet, url: str, authorization: str | None = None) -> one_get.Reply:
        return closed if GATEWAY in url else sends(self, url, authorization)

    monkeypatch.setattr(one_get.OneGet, "__call__", partly)
    found = diagnose(
        "mysite", TOKEN, EMAIL, variables={"HTTPS_PROXY": server.proxy, "SSL_CERT_FILE": str(server.ca_file)}
    )
    assert (True, Verdict.WORKS) == (found.concluded.is_good, found.verdict)
    assert "proxy" in found.headline


def test_every_state_has_a_sentence_and_a_cause() -> None:
    """No state is without words, and no words are without a state."""
    assert set(CAUSES) == set(names("obstacle"))


def test_the_tunnel_is_open_by_default() -> None:
    """What the helper says for an open way is what a proxy says."""
    assert TUNNEL.startswith(b"HTTP/1.1 200")
