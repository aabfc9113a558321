"""`token-conformance edge`, as a person uses it: what it prints works, how it ends, and what it says to bad input."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from token_conformance.cli import main
from token_conformance.edge.server import Edge

COMMAND = [sys.executable, "-c", "from token_conformance.cli import main; raise SystemExit(main())", "edge"]


@pytest.fixture
def running() -> Iterator[subprocess.Popen[str]]:
    """The command, started and not yet ended."""
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # our own
        yield process
        process.kill()


def printed(process: subprocess.Popen[str]) -> str:
    """What it prints before it waits."""
    assert process.stdout is not None
    return "".join(iter(process.stdout.readline, "Press Ctrl-C to stop.\n"))


def test_what_it_prints_can_be_pasted(running: subprocess.Popen[str]) -> None:
    """With the exports set, a call that was printed is answered by the edge."""
    text = printed(running)
    exports = re.findall(r"^export (?!CREDENTIAL).*$", text, re.MULTILINE)
    credential = re.findall(r"^export CREDENTIAL=.*SCOPED-JIRA.*$", text, re.MULTILINE)
    call = re.findall(r'^curl .*"\$GATEWAY/rest/api/3/issue"$', text, re.MULTILINE)
    script = "\n".join([*exports, *credential, *call])
    shell = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True, timeout=30)
    assert "HTTP/1.1 201 Created" == shell.stdout.splitlines()[0]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_cleanly(running: subprocess.Popen[str], how: signal.Signals) -> None:
    """Ctrl-C and a plain kill: status 0, and not another word."""
    printed(running)
    running.send_signal(how)
    out, err = running.communicate(timeout=10)
    assert (0, "", "") == (running.returncode, out, err)


def test_a_port_in_use_is_one_line(edge: Edge, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the option and the reason, and has status 2."""
    port = edge.proxy_url.rpartition(":")[2]
    before = signal.getsignal(signal.SIGTERM)
    try:
        status = main(["edge", "--port", port])
    finally:
        signal.signal(signal.SIGTERM, before)
    line = f"token-conformance edge: cannot listen on --port {port}: Address already in use\n"
    assert (2, ("", line)) == (status, capsys.readouterr())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--edge", "ideal"], "invalid choice: 'ideal'"),
        (["--port", "web"], "'web' is no port: it must be a number from 0 to 65535"),
        (["--port", "70000"], "'70000' is no port"),
    ],
)
def test_bad_options_are_one_line(options: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What was wrong, and status 2."""
    with pytest.raises(SystemExit, match="2"):
        main(["edge", *options])
    shown = capsys.readouterr()
    assert ("", 1) == (shown.out, len(shown.err.splitlines()))
    assert words in shown.err
