"""What servers, cassettes and suites send into a run or into `cleanup` is harmless, and no credential is shown."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

import token_conformance.edge.server.edge  # noqa: F401  # cryptography cannot be loaded anew by each inner run
from canaries import CANARY, COMMAND, LEGACY, harmful, with_canaries
from factories import SUITE, make_deviation
from token_conformance.cli import main
from token_conformance.exchange import client
from token_conformance.exchange.journal import Entry, Thing, unique_title

pytestmark = [pytest.mark.slow, pytest.mark.nightly]

TOKEN = "MADE-UP+UNSCOPED/" + "k3Wq9ZtB7nLx2VcR" * 3
EMAIL = "canary.bird@example.com"
VARIABLES = {
    "TOKEN_CONFORMANCE_SITE": "mysite",
    "TOKEN_CONFORMANCE_EMAIL": EMAIL,
    "TOKEN_CONFORMANCE_UNSCOPED_TOKEN": TOKEN,
    "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN": TOKEN[::-1],
    "TOKEN_CONFORMANCE_PROJECT_KEY": "ABC",
    "TOKEN_CONFORMANCE_ISSUE_KEY": "ABC-1",
    "TOKEN_CONFORMANCE_ATTACHMENT_ID": "10001",
}
KEPT_BACK = "Winter26" + "Password"

Answer = Callable[[httpx.Request], httpx.Response]

ENCODINGS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "with its user": lambda token: f"{EMAIL}:{token}",
    "Basic": lambda token: b64encode(f"{EMAIL}:{token}".encode()).decode(),
    "base64": lambda token: b64encode(token.encode()).decode(),
    "URL": lambda token: quote(token, safe=""),
    "URL, twice": lambda token: quote(quote(token, safe="")),
    "JSON": lambda token: json.dumps(token).replace("/", r"\/"),
    "JSON, every character": lambda token: "".join(rf"\u{ord(character):04x}" for character in token[:18]),
    "HTML": lambda token: escape(f'"{token}"'),
    "hexadecimal": lambda token: token.encode().hex(),
    "upper case": str.upper,
    "part": lambda token: token[10:30],
}


@pytest.fixture(autouse=True)
def _settings(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a suite and a journal, and the settings of a tenant that is behind a proxy with a password."""
    for name in ("NO_PROXY", "no_proxy", "https_proxy", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HTTPS_PROXY", f"http://svc:{KEPT_BACK}@127.0.0.1:9")
    folder = pytester.mkdir("suites")
    (folder / "test_jira_platform.py").write_text(SUITE)
    (folder / "deviations.toml").write_text(make_deviation())
    entry = Entry.new(Thing.ISSUE, unique_title(), "mysite").created("10001", "ABC-7")
    (pytester.path / "journal.jsonl").write_text(entry.to_json())


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], None]:
    """Make a function answer every request."""

    def answered(answer: Answer) -> None:
        def unread(request: httpx.Request) -> httpx.Response:
            made = answer(request)
            return httpx.Response(
                made.status_code, headers=made.headers, stream=made.stream, extensions=made.extensions
            )

        monkeypatch.setattr(client, "_transport", lambda _: httpx.MockTransport(unread))

    return answered


@pytest.fixture
def shown(pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What a live run, and then the clean-up, shows; it is harmless."""

    def shown() -> str:
        ran = pytester.runpytest("suites", "--target=live", "--rate=200", "-p", "no:cacheprovider", "-rA")
        capsys.readouterr()
        main(["cleanup"])
        cleaned = capsys.readouterr()
        texts = (str(ran.stdout), str(ran.stderr), cleaned.out, cleaned.err)
        assert [] == [line for text in texts for line in harmful(text)]
        return "\n".join(texts)

    return shown


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_a_server_that_echoes_a_credential(
    encode: Callable[[str], str], answered: Callable[[Answer], None], shown: Callable[[], str]
) -> None:
    """In a body, in `Location`, and in the error of a proxy: the preflight and the clean-up show that it was there."""
    echo = encode(TOKEN)
    answers: list[Answer] = [
        lambda _: httpx.Response(403, text=f"no {echo} {EMAIL}"),
        lambda _: httpx.Response(302, headers={"location": f"https://example.com/?{echo}&{quote(EMAIL)}"}),
        lambda request: httpx.Response(403, text=f"{request.headers.get('authorization')}"),
    ]
    for answer in answers:
        answered(answer)
        text = shown()
        assert "<" in text
        assert not _holds(text, echo)
        assert EMAIL not in text
        assert quote(EMAIL) not in text


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_a_proxy_that_echoes_a_credential(
    encode: Callable[[str], str], answered: Callable[[Answer], None], shown: Callable[[], str]
) -> None:
    """Its message is that of an error of the connection; it has the credential of the tenant, and its own password."""
    basic = b64encode(f"svc:{KEPT_BACK}".encode()).decode()

    def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ProxyError(f"407 {encode(TOKEN)} {KEPT_BACK} {basic}")

    answered(refuse)
    text = shown()
    assert "<proxy password>" in text
    assert not _holds(text, encode(TOKEN))
    assert KEPT_BACK not in text
    assert basic not in text


def _holds(text: str, echo: str) -> bool:
    """Whether a text has a part of an echo that is longer than what all tokens have in common."""
    return any(echo[start : start + 20] in text for start in range(len(echo) - 19))


@pytest.mark.parametrize("canary", [CANARY, COMMAND, LEGACY], ids=["everything", "command", "legacy command"])
@pytest.mark.parametrize("status", [200, 302, 401, 403, 404])  # others are tried again for minutes
def test_answers_with_canaries(
    status: int, canary: str, answered: Callable[[Answer], None], shown: Callable[[], str]
) -> None:
    """As the text of an answer, in each member of its JSON, and in its headers."""
    header = canary.encode("ascii", "ignore").decode()
    answers: list[Answer] = [
        lambda _: httpx.Response(status, text=canary),
        lambda _: httpx.Response(status, json={"message": canary, "accountId": canary, "cloudId": canary, canary: 1}),
        lambda _: httpx.Response(status, headers={"location": header, "server": header, "content-type": header}),
    ]
    for answer in answers:
        answered(answer)
        shown()


@pytest.mark.parametrize("canary", [CANARY, COMMAND, LEGACY], ids=["everything", "command", "legacy command"])
@pytest.mark.parametrize("status", [200, 302, 401, 404, 500])
def test_recorded_answers_with_canaries(
    status: int, canary: str, answered: Callable[[Answer], None], pytester: pytest.Pytester
) -> None:
    """The cells of a recording and of its replay end with lines on the answer."""
    answered(lambda _: httpx.Response(status, json={"accountId": canary, "message": canary, canary: canary}))
    for options in (("--target=edge",), ("--target=edge", "--record-mode=rewrite"), ()):
        Path("cassettes").mkdir(exist_ok=True)
        ran = pytester.runpytest("suites", "-p", "no:cacheprovider", "-rA", "-l", *options)
        assert [] == harmful(str(ran.stdout)) + harmful(str(ran.stderr))
        assert "compatibility matrix" in str(ran.stdout)


@pytest.mark.parametrize("canary", [CANARY, COMMAND, LEGACY], ids=["everything", "command", "legacy command"])
def test_cassettes_with_canaries(canary: str, pytester: pytest.Pytester) -> None:
    """Each text of a cassette, in a replay of all cells: a broken cassette is the problem of its cell."""
    pytester.runpytest("suites", "-p", "no:cacheprovider", "--target=edge", "--record-mode=rewrite")
    paths = sorted((pytester.path / "cassettes/endpoints/jira-platform/myself").glob("*.json"))
    originals = [json.loads(path.read_text()) for path in paths]
    changed = [list(with_canaries(original, canary, names=False)) for original in originals]
    assert 8 == len(paths)
    for number in range(max(map(len, changed))):
        for path, documents in zip(paths, changed, strict=True):
            path.write_text(json.dumps(documents[number % len(documents)]))
        ran = pytester.runpytest("suites", "-p", "no:cacheprovider", "-rA")
        assert [] == harmful(str(ran.stdout)) + harmful(str(ran.stderr))


@pytest.mark.parametrize("canary", [CANARY, COMMAND, LEGACY], ids=["everything", "command", "legacy command"])
def test_deviations_and_options_with_canaries(canary: str, pytester: pytest.Pytester) -> None:
    """What pytest refuses to start with, and the reason of an expected failure."""
    quoted = json.dumps(canary).replace("\x7f", "\\u007f")
    path = pytester.path / "suites/deviations.toml"
    entry = make_deviation()
    for text in (
        entry.replace('"The caller seems to be a stranger."', quoted),
        entry.replace('"sooperset/mcp-atlassian#968"', quoted),
        entry.replace('"unauthenticated"', quoted),
        entry.replace('"jira-platform/myself"', quoted),
        f"{entry}{quoted} = 1\n",
        f"{canary}\n",
    ):
        path.write_text(text, newline="")
        ran = pytester.runpytest("suites", "-p", "no:cacheprovider", "--target=edge", "-rA")
        assert [] == harmful(str(ran.stdout)) + harmful(str(ran.stderr))
    path.write_text(entry)
    for option in ("shard", "cassettes", "subject", "results", "rate", "concurrency"):
        target = ("--target=live",) if option in {"rate", "concurrency"} else ()
        ran = pytester.runpytest("suites", "-p", "no:cacheprovider", f"--{option}={canary}", *target)
        assert [] == harmful(str(ran.stderr))
