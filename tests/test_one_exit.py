"""Every text that the package shows goes through one exit: `redaction/output.py`, and for pytest `suite/output.py`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import token_conformance

PACKAGE = Path(token_conformance.__file__).parent

EXITS = {Path("redaction/output.py"), Path("suite/output.py")}
"""The modules that may write to a terminal."""

STREAMS = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__"}

WRITERS = {
    "print": "say, complain or publish",
    "input": "ask",
    "getpass.getpass": "ask_unseen",
    "pytest.UsageError": "usage_error",
    "pytest.fail": "fail",
    "pytest.skip": "skip",
    "pytest.exit": "usage_error",
    "pytest.xfail": "skip",
    "warnings.warn": "warn",
    "warnings.warn_explicit": "warn",
    "warnings.showwarning": "warn",
    "logging.basicConfig": "say",
    "logging.StreamHandler": "say",
    "traceback.print_exc": "complain",
    "traceback.print_exception": "complain",
    "pprint.pprint": "publish",
    "SystemExit": "a UserError",
    "exit": "a UserError",
    "quit": "a UserError",
    "os.system": "subprocess.run with its output captured",
}
"""Calls that show a text, and what to use instead."""

METHODS = {
    "write_line": "summarize",
    "write_sep": "summarize",
    "line": "show",
    "print_help": "a UserError",
    "print_usage": "a UserError",
    "print_message": "complain",
    "_print_message": "complain",
    "issue_config_time_warning": "warn",
    "perror": "complain",
}
"""Methods of terminals and parsers that show a text."""

CHILDREN = {"subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.Popen"}

LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}

ALLOWED = {
    ("suite/redaction.py", "sys.stdout"): "is replaced by a stream that redacts, and not written to",
    ("suite/redaction.py", "sys.stderr"): "is replaced by a stream that redacts, and not written to",
    ("results/writer.py", ".write_line"): "writes to the results file",
    ("edge/server/accepting.py", "_logger.error"): "logs a constant text",
    ("cli.py", "sys.exit"): "has the exit status",
    ("cli.py", "sys.stdout"): "is flushed, or leads to nowhere after it was closed",
    ("certify/observation/jail/jail.py", "subprocess.Popen"): "captures why it failed, and unshare says nothing else",
    ("commands/edge/jailed.py", "subprocess.call"): "runs the command of the user, in its own terminal",
}
"""What looks like a way to the terminal and is not one."""


def name_of(node: ast.expr) -> str:
    """The dotted name of an expression, or the last part of it after a dot if its start is not a name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return ""


def ways_around(source: str) -> Iterator[tuple[str, str]]:
    """What a module uses to show a text by itself, and what it should use."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and name_of(node) in STREAMS:
            yield name_of(node), "say, complain or publish"
        elif isinstance(node, ast.ImportFrom):
            yield from _imported(node)
        elif isinstance(node, ast.Call):
            yield from _called(node)
        elif isinstance(node, ast.keyword) and node.arg in {"stdout", "stderr"} and ast.unparse(node.value) == "None":
            yield f"{node.arg}=None", "capture the output of the process"


def _imported(node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
    for alias in node.names:
        name = f"{node.module}.{alias.name}"
        if name in WRITERS or name in STREAMS or name in {"pytest.UsageError", "sys.exit"}:
            yield f"from {node.module} import {alias.name}", "the exit by its module"


def _called(node: ast.Call) -> Iterator[tuple[str, str]]:
    name = name_of(node.func)
    method = name.rpartition(".")[2] if isinstance(node.func, ast.Attribute) else ""
    if name in WRITERS:
        yield name, WRITERS[name]
    elif method in METHODS:
        yield f".{method}", METHODS[method]
    elif name == "sys.exit":
        yield name, "a UserError"
    elif name.partition(".")[0] in {"logging", "logger", "_logger", "log", "_log", "LOGGER", "_LOGGER"} and (
        method in LOGGING
    ):
        yield name, "complain"
    elif method == "exit" and len(node.args) > 1:
        yield ".exit with a message", "complain"
    elif name in {"subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.Popen"} and not _captures(
        node
    ):
        yield name, "its output captured"


def _captures(call: ast.Call) -> bool:
    """Whether the output of the process does not reach the terminal."""
    given = {keyword.arg for keyword in call.keywords}
    return bool({"capture_output", None} & given) or {"stdout", "stderr"} <= given


def modules() -> Iterator[Path]:
    """Every module of the package but the exits."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE) not in EXITS:
            yield path


def test_there_is_no_way_around_the_exit() -> None:
    """A text that is shown in another way is neither redacted nor made printable."""
    found = {
        (path.relative_to(PACKAGE).as_posix(), what): remedy
        for path in modules()
        for what, remedy in ways_around(path.read_text(encoding="utf-8"))
    }
    assert {} == {place: f"use {remedy}" for place, remedy in found.items() if place not in ALLOWED}
    assert set() == ALLOWED.keys() - found.keys()


@pytest.mark.parametrize(
    "statement",
    [
        "print(x)",
        "sys.stdout.write(x)",
        "sys.stderr.writelines(x)",
        "out = sys.stdout",
        "from sys import stderr",
        "from pytest import fail",
        "from warnings import warn",
        "logging.warning(x)",
        "logger.error(x)",
        "warnings.warn(x, UserWarning)",
        "reporter.write_line(x)",
        "config.get_terminal_writer().line(x)",
        "raise SystemExit(x)",
        "sys.exit(x)",
        "pytest.exit(x)",
        "raise pytest.UsageError(x)",
        "pytest.fail(x, pytrace=False)",
        "parser.exit(2, x)",
        "parser.print_usage()",
        "input(x)",
        "traceback.print_exc()",
        "subprocess.run(['git'])",
        "subprocess.run(['git'], stdout=None, stderr=None)",
    ],
)
def test_each_way_around_the_exit_is_found(statement: str) -> None:
    """The check fails on each kind of call that it was made for."""
    assert list(ways_around(statement))


@pytest.mark.parametrize(
    "statement",
    ["say(x)", "file.write(x)", "raise UserError(x)", "subprocess.run(c, capture_output=True)", "math.log(x)"],
)
def test_other_calls_are_left_alone(statement: str) -> None:
    """A file or a socket is not a terminal."""
    assert [] == list(ways_around(statement))
