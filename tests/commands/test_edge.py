"""`token-conformance edge`, as a person uses it: its output works, it ends cleanly, and it explains wrong options."""

import json
import os
import re
import shlex
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from namespaces import is_permitted
from token_conformance.cli import main
from token_conformance.edge.env_file import MARK, write_env_file
from token_conformance.edge.faults.fault import NAMES
from token_conformance.edge.server.edge import Edge
from waiting import wait_until

COMMAND = [sys.executable, "-c", "from token_conformance.cli import main; raise SystemExit(main())", "edge"]


@pytest.fixture
def running() -> Iterator[subprocess.Popen[str]]:
    """The running command."""
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # our own
        yield process
        process.kill()


@pytest.fixture
def edge() -> Iterator[Edge]:
    """A running edge."""
    with Edge() as edge:
        yield edge


@pytest.fixture(autouse=True)
def signal_handler() -> Iterator[None]:
    """Restore the signal handler that the command replaces."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def printed(process: subprocess.Popen[str]) -> str:
    """The text that it prints before it waits."""
    assert process.stdout is not None
    return "".join(iter(process.stdout.readline, "Press Ctrl-C to stop.\n"))


def test_what_it_prints_can_be_pasted(running: subprocess.Popen[str]) -> None:
    """After the exports, the edge answers a printed call."""
    text = printed(running)
    exports = re.findall(r"^export (?!CREDENTIAL).*$", text, re.MULTILINE)
    credential = re.findall(r"^export CREDENTIAL=.*SCOPED-JIRA.*$", text, re.MULTILINE)[:1]  # the one with all scopes
    call = re.findall(r'^curl .*"\$GATEWAY/rest/api/3/issue"$', text, re.MULTILINE)
    script = "\n".join([*exports, *credential, *call])
    shell = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert "HTTP/1.1 201 Created" == shell.stdout.splitlines()[0]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_cleanly(running: subprocess.Popen[str], how: signal.Signals) -> None:
    """After Ctrl-C and a plain kill the status is 0, and nothing more is printed."""
    printed(running)
    running.send_signal(how)
    out, err = running.communicate(timeout=60)
    assert (0, "", "") == (running.returncode, out, err)


def test_it_can_be_used_as_a_live_tenant(tmp_path: Path) -> None:
    """A program that waits for the file of variables reaches the random tenant; the faults and the log apply."""
    env_file, log = tmp_path / "edge.env", tmp_path / "requests.jsonl"
    options = ["--tenant=random", "--seed=7", "--fault=503@after=2", f"--env-file={env_file}", f"--log={log}"]
    options += ["--token=mine=read:jira-work", "--refuse-service-account-basic"]
    with subprocess.Popen([*COMMAND, *options], stdout=subprocess.DEVNULL) as process:  # our own
        try:
            statuses = [*ask_the_gateway(variables_in(env_file)), ask_who_i_am(variables_in(env_file))]
        finally:
            process.terminate()
    assert (0, [200, 401, 503]) == (process.returncode, statuses)
    assert statuses == [json.loads(line)["status"] for line in log.read_text().splitlines()]


def variables_in(env_file: Path) -> dict[str, str]:
    """Wait for the file, and read it as a `.env` file."""
    wait_until(env_file.exists)
    lines = [shlex.split(line)[0].partition("=") for line in env_file.read_text().splitlines()[1:]]  # below the mark
    return {name: value for name, _, value in lines}


def ask_the_gateway(variables: Mapping[str, str]) -> Iterator[int]:
    """Read an issue with the token of one's own, then with that of the service account as Basic; gives the statuses."""
    trust = ssl.create_default_context(cafile=variables["SSL_CERT_FILE"])
    own = (variables["TOKEN_CONFORMANCE_EMAIL"], variables["EDGE_TOKEN_MINE"])
    service = (variables["EDGE_SERVICE_ACCOUNT_EMAIL"], variables["EDGE_SERVICE_ACCOUNT_TOKEN"])
    url = f"{variables['EDGE_JIRA_GATEWAY_URL']}/rest/api/3/issue/{variables['TOKEN_CONFORMANCE_ISSUE_KEY']}"
    for credential in (own, service):
        with httpx.Client(
            proxy=variables["HTTPS_PROXY"], verify=trust, trust_env=False, auth=credential, timeout=60
        ) as client:
            yield client.get(url).status_code


def ask_who_i_am(variables: Mapping[str, str]) -> int:
    """Call the site as a user with these settings; returns the status."""
    trust = ssl.create_default_context(cafile=variables["SSL_CERT_FILE"])
    credential = (variables["TOKEN_CONFORMANCE_EMAIL"], variables["TOKEN_CONFORMANCE_UNSCOPED_TOKEN"])
    with httpx.Client(
        proxy=variables["HTTPS_PROXY"], verify=trust, trust_env=False, auth=credential, timeout=60
    ) as client:
        url = f"https://{variables['TOKEN_CONFORMANCE_SITE']}.atlassian.net/rest/api/3/myself"
        return client.get(url).status_code


@pytest.mark.parametrize("option", ["--env-file", "--log"])
def test_a_file_that_cannot_be_written_is_one_line(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the option, the file and the reason, and has status 2."""
    file = tmp_path / "nowhere" / "file"
    line = f"token-conformance edge: cannot write {option} {file}: No such file or directory\n"
    assert (2, ("", line)) == (main(["edge", option, str(file)]), capsys.readouterr())


def test_a_port_in_use_is_one_line(edge: Edge, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the option and the reason, and has status 2."""
    port = edge.proxy_url.rpartition(":")[2]
    status = main(["edge", "--port", port])
    line = f"token-conformance edge: cannot listen on --port {port}: Address already in use\n"
    assert (2, ("", line)) == (status, capsys.readouterr())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--edge", "ideal"], "invalid choice: 'ideal'"),
        (["--port", "web"], "'web' is not a port: it must be a number from 0 to 65535"),
        (["--port", "70000"], "'70000' is not a port"),
        (["--tenant", "mine"], "invalid choice: 'mine'"),
        (["--seed", "-1"], "argument --seed: '-1' is not a whole number, 0 or more"),
        (["--extras", "many"], "argument --extras: 'many' is not a whole number, 0 or more"),
        (["--fault", "flood"], "argument --fault: fault 'flood': 'flood' is not a fault; the faults are 429, "),
        (["--fault", "503@each=2"], "argument --fault: fault '503@each=2': 'each=2' is not a limit"),
        (["--token", "mine"], "argument --token: 'mine' has no scopes; write NAME=SCOPE,SCOPE"),
        (["--token", "mine=read:jira-wrok"], 'did you mean "read:jira-work"?'),
    ],
)
def test_bad_options_are_one_line(options: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The line says what is wrong, and the status is 2."""
    with pytest.raises(SystemExit, match="2"):
        main(["edge", *options])
    shown = capsys.readouterr()
    assert ("", 1) == (shown.out, len(shown.err.splitlines()))
    assert words in shown.err


def test_two_tokens_of_one_name_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is started."""
    options = ["--token", "a=read:jira-work", "--token", "A=all:jira"]
    line = "token-conformance edge: two tokens would be called 'a'; give each --token another name\n"
    assert (2, ("", line)) == (main(["edge", *options]), capsys.readouterr())


def test_the_help_names_every_fault(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Users do not have to guess."""
    monkeypatch.setenv("COLUMNS", "1000")  # no name is broken at its hyphen
    with pytest.raises(SystemExit, match="0"):
        main(["edge", "--help"])
    shown = capsys.readouterr().out
    assert [] == [name for name in NAMES if name not in shown]


def test_variables_of_an_earlier_edge_are_not_taken_for_new_ones(tmp_path: Path) -> None:
    """They are removed before the edge starts, and written again when it is ready."""
    env_file = tmp_path / "edge.env"
    write_env_file(env_file, {"HTTPS_PROXY": "http://127.0.0.1:1"})
    with subprocess.Popen(
        [*COMMAND, f"--env-file={env_file}"], stdout=subprocess.PIPE, text=True
    ) as process:  # our own
        printed(process)
        process.terminate()
    assert env_file.read_text().startswith(f"{MARK}\nHTTPS_PROXY=")
    assert "http://127.0.0.1:1\n" not in env_file.read_text()


def test_a_port_in_use_leaves_the_variables_of_the_edge_that_uses_it(edge: Edge, tmp_path: Path) -> None:
    """The start fails before the file is removed."""
    env_file = tmp_path / "edge.env"
    write_env_file(env_file, {"A": "b"})
    assert 2 == main(["edge", "--port", edge.proxy_url.rpartition(":")[2], f"--env-file={env_file}"])
    assert f"{MARK}\nA=b\n" == env_file.read_text()


@pytest.mark.parametrize(
    "content",
    [
        "TOKEN_CONFORMANCE_UNSCOPED_TOKEN=shown-once\n",
        "",
        f"# mine\n{MARK}\n",
        f" {MARK}\n",
        MARK,
        f"{MARK} no more\nA=b\n",
        f"{MARK}\r\n",
    ],
)
@pytest.mark.parametrize("in_use", [False, True])
def test_a_file_of_somebody_else_is_never_replaced(
    content: str, in_use: bool, edge: Edge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether the edge could start or not: the command ends in one line, and the file is as it was."""
    env_file = tmp_path / ".env"
    env_file.write_bytes(content.encode())
    port = edge.proxy_url.rpartition(":")[2] if in_use else "0"
    status = main(["edge", "--port", port, f"--env-file={env_file}"])
    line = (
        f"token-conformance edge: {env_file}: exists and was not written by `token-conformance edge`,"
        " so it is not replaced; name another file\n"
    )
    assert (2, ("", line), content) == (status, capsys.readouterr(), env_file.read_bytes().decode())


@pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "named pipe"])
def test_only_a_regular_file_is_replaced(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link is refused even if it leads to a file of an edge, which has another name then."""
    env_file, other = tmp_path / "edge.env", tmp_path / "other.env"
    if kind == "folder":
        env_file.mkdir()
    elif kind == "named pipe":
        os.mkfifo(env_file)
    else:
        env_file.symlink_to(other)
    if kind == "link":
        write_env_file(other, {})
    before = env_file.lstat()
    assert 2 == main(["edge", f"--env-file={env_file}"])
    assert "exists and was not written by `token-conformance edge`" in capsys.readouterr().err
    assert before == env_file.lstat()


def test_a_file_that_appears_during_the_start_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mark is looked for again when the edge is ready."""
    env_file = tmp_path / ".env"
    started = Edge.__enter__

    def start(edge: Edge) -> Edge:
        env_file.write_text("MINE=1\n")
        return started(edge)

    monkeypatch.setattr(Edge, "__enter__", start)
    assert 2 == main(["edge", f"--env-file={env_file}"])
    assert "MINE=1\n" == env_file.read_text()
    assert "so it is not replaced" in capsys.readouterr().err


def test_a_log_is_not_added_to_another_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line of JSON would spoil it."""
    log = tmp_path / ".env"
    log.write_text("MINE=1\n")
    status = main(["edge", f"--log={log}"])
    reason = "is not a log of requests, so nothing is added to it; name another file with --log"
    line = f"token-conformance edge: {log}: {reason}\n"
    assert (2, ("", line), "MINE=1\n") == (status, capsys.readouterr(), log.read_text())


def test_a_log_that_nobody_reads_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The edge does not wait for a reader of a named pipe."""
    log = tmp_path / "pipe"
    os.mkfifo(log)
    line = f"token-conformance edge: cannot write --log {log}: No such device or address\n"
    assert (2, ("", line)) == (main(["edge", f"--log={log}"]), capsys.readouterr())


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--jail"], "--jail and a command belong together: token-conformance edge --jail -- COMMAND..."),
        (["--", "curl"], "--jail and a command belong together: token-conformance edge --jail -- COMMAND..."),
        (["--jail", "--env-file=x", "--", "true"], "--env-file is not for --jail, whose command gets the variables"),
        (["--jail", "--", "no-such-program"], "'no-such-program' is not a program; write the command after --"),
    ],
)
def test_a_jail_without_its_command_is_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], line: str
) -> None:
    """Nothing is started."""
    assert 2 == main(["edge", *words])
    assert capsys.readouterr().err.startswith(f"token-conformance edge: {line}")


@pytest.mark.slow
@pytest.mark.skipif(not is_permitted(), reason="this system does not permit new network namespaces")
def test_a_command_in_a_jail_has_the_terminal_and_gives_its_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs in the folder of the user with the user's variables, reads the input, and reaches the edge alone."""
    monkeypatch.setenv("HTTPS_PROXY", "http://192.0.2.1:8080")
    monkeypatch.setenv("MINE", "kept")
    script = """
        pwd; echo "$MINE $HTTPS_PROXY"; cat; echo error >&2
        curl -sS -o /dev/null -w '%{http_code}\n' "$EDGE_SITE_URL/_edge/tenant_info"
        exit 7
    """
    words = [*COMMAND, "--jail", "--", "sh", "-c", script, "--", "-x"]
    done = subprocess.run(words, input="typed\n", capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path)
    assert (7, "error\n") == (done.returncode, done.stderr)
    assert [str(tmp_path), "kept ", "typed", "200"] == done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.skipif(not is_permitted(), reason="this system does not permit new network namespaces")
def test_the_status_after_a_signal_is_that_of_a_shell() -> None:
    """A script can tell how the command ended."""
    words = [*COMMAND, "--jail", "--", "sh", "-c", "kill $$"]
    assert 128 + 15 == subprocess.run(words, check=False, timeout=60).returncode
