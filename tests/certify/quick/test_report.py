"""The report of a quick look fits into 80 columns, names no level, and says what to do where nothing was seen."""

from dataclasses import replace

import pytest

from quick_looks import ACCEPTED, AT_GATEWAY, look, one
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.observation.observation import Ended, Place
from token_conformance.certify.quick.look import FIRST, Look
from token_conformance.certify.quick.report import report, status_of
from token_conformance.edge.server import untunnelled
from token_conformance.model.cell import Credential

WORKS = one("scoped-gateway", AT_GATEWAY | {"status": 200})
LIES = one("scoped-site", {})
SILENT = one(FIRST, status=2, output="Error: MINE_URL is not set")
UNTRUSTING = one(FIRST, untrusted=1, status=1)
HTTP2 = {"method": "PRI", "path": "/", "credential": Credential.NONE, "places": (), "status": 501}
UNTUNNELLED = {"status": 501, "not_modelled": untunnelled.SENTENCE}
UNSEEN = one("untrusted-certificate", status=1)


def text_of(seen: Look) -> str:
    """The report as one line, as wrapping puts line ends anywhere."""
    return " ".join(" ".join(report(seen)).split())


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        (look(WORKS), 0),
        (look(WORKS, LIES), 1),
        (look(WORKS, UNSEEN), 3),
        (look(WORKS, LIES, UNSEEN), 1),
        (look(first=SILENT), 3),
        (look(first=UNTRUSTING), 3),
        (look(first=one(FIRST, UNTUNNELLED, status=1)), 3),
    ],
)
def test_the_status_says_whether_something_bad_was_seen(seen: Look, status: int) -> None:
    """1 is more important than 3; every line has at most 80 columns, and none has a level."""
    lines = report(seen)
    assert status == status_of(seen)
    assert 80 >= max(map(len, lines))
    assert not [line for line in lines if "Core" in line or "Level" in line]


def test_each_scenario_has_a_line_with_its_calls_and_its_end() -> None:
    """Hosts, credentials and statuses are named, and equal calls are counted."""
    calls: list[dict[str, object]] = [
        AT_GATEWAY | {"status": 302},
        {"host": "files.example.com", "path": "/ex/jira/x/y", "credential": Credential.NONE, "places": ()},
        {"host": "files.example.com", "path": "/x", "credential": Credential.NONE, "places": (), "status": None},
    ]
    in_url = {"credential": Credential.NONE, "places": (Place.URL,)}
    shown = report(look(one("redirect-to-foreign", *calls, status=1), one("scoped-site", in_url, {}, {}, {})))
    assert "  unscoped, site     the site with the unscoped token 200; status 0" in shown
    assert "  to foreign host    gateway/jira with the scoped token 302, files.example.com" in shown
    assert "                     with no token 401, files.example.com with no token no" in shown
    assert "                     answer; status 1" in shown
    assert "  scoped, site       the site with the token in the url 401, the site with the" in shown
    assert "                     scoped token 401 (3 times); status 0" in shown


def test_many_calls_are_cut() -> None:
    """A line with all pages of a list helps nobody."""
    shown = text_of(look(one("scoped-site", *({"status": 400 + number} for number in range(8)))))
    assert "the site with the scoped token 404, and 3 more; status 0" in shown


def test_a_command_that_did_not_end_is_named_so() -> None:
    """It has no exit status."""
    run = replace(WORKS.runs[0], ended=Ended.TIMED_OUT, exit_status=None, succeeded=False)
    assert "gateway/jira with the scoped token 200; timed out" in text_of(look(replace(WORKS, runs=(run,))))


@pytest.mark.parametrize(
    ("ended", "output", "words"),
    [
        (Ended.TOO_MUCH_OUTPUT, "y\ny\n", "has a client. It put out more than can be kept, and was stopped."),
        (Ended.TIMED_OUT, "Connecting", "of a subject file waits longer. Its last words (“Connecting”)."),
        (Ended.EXITED, "1\n", "has a client."),
    ],
)
def test_how_a_command_that_called_nothing_was_stopped_is_said(ended: Ended, output: str, words: str) -> None:
    """Without a word in its output, nothing is quoted."""
    run = replace(SILENT.runs[0], ended=ended, stdout=output, stderr="", seconds=1.0)
    assert text_of(look(first=replace(SILENT, runs=(run,)))).rstrip().endswith(words)


def test_a_jail_that_was_asked_for_has_no_reason() -> None:
    """The command was not tried without it, so nothing is said of the proxy."""
    assert "HTTPS_PROXY" not in text_of(look(WORKS, kind=AccessKind.JAIL))


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        (look(first=SILENT), "No request of it came through the proxy of HTTPS_PROXY, nor out of a network of its own"),
        (look(first=SILENT), "Its last words (“Error: MINE_URL is not set”)."),
        (
            look(first=SILENT, no_jail="--jail: a separate network needs Linux"),
            "HTTPS_PROXY, and it could not be run in a network of its own (--jail: a separate network needs Linux)",
        ),
        (
            look(first=UNTRUSTING),
            "It ended the TLS connection before a request, so nothing was seen. It must trust",
        ),
        (look(first=UNTRUSTING), "alone, nothing was seen either: its roots, or the certificates that it accepts, are"),
        (
            look(first=UNTRUSTING, no_jail="no user namespaces"),
            "has it with --jail, which could not be tried (no user namespaces).",
        ),
        (
            look(WORKS, kind=AccessKind.JAIL, at_proxy=one(FIRST)),
            "Its requests ignored HTTPS_PROXY, so it ran in a network of its own: use --jail from now on.",
        ),
        (
            look(WORKS, kind=AccessKind.JAIL, at_proxy=UNTRUSTING),
            "it did not trust the authority that SSL_CERT_FILE names, so it ran in a network of its own: use --jail",
        ),
        (
            look(WORKS, kind=AccessKind.JAIL, at_proxy=one(FIRST, UNTUNNELLED, status=1)),
            "to the proxy of HTTPS_PROXY itself and through no tunnel (CONNECT), so it ran in a network of its own:",
        ),
        (
            look(first=one(FIRST, UNTUNNELLED, status=1), no_jail="no user namespaces"),
            "(CONNECT). Nothing else was seen, and it could not be run without a proxy (no user namespaces).",
        ),
        (
            look(one("scoped-site", UNTUNNELLED)),
            "The model does not serve a request for an https address without a tunnel of its proxy (CONNECT): not its",
        ),
        (
            look(one("scoped-site", HTTP2)),
            "The model does not serve HTTP/2: not its fault.",
        ),
        (
            look(one("scoped-site", ACCEPTED | {"status": 501})),
            "The model does not serve GET SITE.atlassian.net/rest/api/3/myself: not its fault.",
        ),
        (look(first=one(FIRST, {"status": 404}, status=1)), "What it asks for must exist: {project_key}, {issue_key},"),
    ],
)
def test_the_report_says_what_works_instead(seen: Look, sentence: str) -> None:
    """Where something was not seen, a paragraph says why and what to do."""
    assert sentence in text_of(seen)
