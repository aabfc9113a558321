"""The exit for text: what it redacts, what it shows of unprintable characters, and the commands of CI systems."""

import io
import json
import logging
import sys
import warnings

import pytest
from hypothesis import strategies as st

from properties import given
from token_conformance.model.account import Account
from token_conformance.redaction import output
from token_conformance.redaction.output import (
    agreed,
    annotate,
    complain,
    complain_of_fault,
    current_redactor,
    logs_as_lines,
    one_line,
    publish,
    redacting,
    say,
)

TOKEN = "MADE-UP-TOKEN-" + "k3Wq9ZtB7nLx2VcR" * 3
ACCOUNT = Account("canary@example.com", TOKEN, "", "", invalid="")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain … ☃ text", "plain … ☃ text"),
        ("\x1b[2J\x1b]0;title\x07", r"\u001b[2J\u001b]0;title\u0007"),
        ("a\r\nb\tc", r"a\r\nb\tc"),
        ("a\u2028b\u2029c\x85d\x9be", r"a\u2028b\u2029c\u0085d\u009be"),
        ("\u202egpj.exe\u2066x\u2069", r"\u202egpj.exe\u2066x\u2069"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("file\udcff", r"file\udcff"),
        ("\U000e0041", r"\udb40\udc41"),
    ],
)
def test_an_unprintable_character_is_shown_as_in_json(text: str, expected: str) -> None:
    """Whatever a terminal would do at it; every other character stays."""
    assert expected == one_line(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::error::x", r"\u003a:error::x"),
        ("  ::stop-commands::x", r"  \u003a:stop-commands::x"),
        ("\t::add-mask::x", r"\t::add-mask::x"),
        ("\u3000::error::x", r"\u3000::error::x"),
        ("x ##[error]y ##[group]", r"x #\u0023[error]y #\u0023[group]"),
        ("###[error]", r"##\u0023[error]"),
        ("##vso[task.setvariable]", r"#\u0023vso[task.setvariable]"),
        ("##TeamCity[buildStop]", r"#\u0023TeamCity[buildStop]"),
        ("\x1b[0Ksection_start:1:a\r\x1b[0K", r"\u001b[0Ksection_start:1:a\r\u001b[0K"),
        ("a::b::c, ## Heading [x], #[1], %0A", "a::b::c, ## Heading [x], #[1], %0A"),
    ],
)
def test_what_a_ci_system_takes_for_a_command_has_no_effect(text: str, expected: str) -> None:
    """The first colon or the second number sign is written as in JSON; what is not a command stays."""
    assert expected == one_line(text)


@given(text=st.text(st.characters()))
def test_any_text_is_one_printable_line_without_a_command(text: str) -> None:
    """Also a text of surrogates; a text that is already one such line stays the same."""
    line = one_line(text)
    assert line.isprintable()
    assert not line.lstrip().startswith("::")
    assert "##[" not in line
    assert line == one_line(line)


@given(value=st.recursive(st.text(st.characters()), lambda inner: st.dictionaries(st.text(), inner)))
def test_a_published_json_document_keeps_its_meaning(value: object) -> None:
    """The escapes are those of JSON."""
    document = json.dumps({"value": value, "command": "##[error]\x7f"}, indent=2, ensure_ascii=False)
    shown = "\n".join(map(one_line, document.split("\n")))
    assert json.loads(document) == json.loads(shown)
    assert "##[" not in shown


def test_each_exit_redacts_and_ends_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output has the lines and documents, standard error the complaints."""
    with redacting():
        current_redactor().protect(ACCOUNT)
        say(f"sent {TOKEN}\nx")
        complain(f"refused {TOKEN}")
        publish(f"{TOKEN}\n  ::error::x")
        publish("whole\n")
    out, err = capsys.readouterr()
    assert "sent <unscoped token>\\nx\n<unscoped token>\n  \\u003a:error::x\nwhole\n" == out
    assert "refused <unscoped token>\n" == err


def test_a_run_forgets_its_values_at_its_end() -> None:
    """A run inside another one adds to the values of the outer one."""
    with redacting():
        current_redactor().protect(ACCOUNT)
        with redacting():
            current_redactor().protect(Account("other@example.com", "OTHER-MADE-UP-TOKEN", "", "", invalid=""))
            assert "<unscoped token> <unscoped token>" == one_line(f"{TOKEN} OTHER-MADE-UP-TOKEN")
        assert "<unscoped token> OTHER-MADE-UP-TOKEN" == one_line(f"{TOKEN} OTHER-MADE-UP-TOKEN")
    current_redactor().protect(ACCOUNT)
    assert TOKEN == one_line(TOKEN)


def test_an_annotation_stays_a_command_and_nothing_else_in_it_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    """A runner that knows another language of commands does not find one in the values."""
    annotate("::error file=a%3Ab,line=1,title=x\x1b::::notice::##vso[x]\n::error::y")
    expected = "::error file=a%3Ab,line=1,title=x\\u001b::\\u003a:notice::#\\u0023vso[x]\\n::error::y\n"
    assert expected == capsys.readouterr().out


def test_what_the_encoding_of_the_stream_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is never lost, and no traceback is shown, because a terminal is not set to UTF-8."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    say("a … b")
    assert b"a \\u2026 b\n" == raw.getvalue()


def test_a_fault_of_the_program_is_shown_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Its traceback stays readable, and its message is harmless."""
    with redacting():
        current_redactor().protect(ACCOUNT)
        try:
            raise ValueError(f"{TOKEN}\x1b\n::error::x")  # noqa: TRY301  # what is shown
        except ValueError as error:
            complain_of_fault(error)
    *before, first, second = capsys.readouterr().err.splitlines()
    assert "Traceback (most recent call last):" == before[0]
    assert [r"ValueError: <unscoped token>\u001b", r"\u003a:error::x"] == [first, second]


def test_logs_and_warnings_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Of warnings and errors only; afterwards everything is as it was before."""
    before = (list(logging.getLogger().handlers), warnings.showwarning)
    with logs_as_lines():
        logging.getLogger("some.library").error("bad %s", "\x1b\n##[error]")
        logging.getLogger("some.library").info("quiet")
        warnings.showwarning("odd \x1b", UserWarning, "file.py", 1)
    first, second, third, *_ = capsys.readouterr().err.splitlines()
    assert [r"bad \u001b", r"#\u0023[error]"] == [first, second]
    assert third.endswith(r"UserWarning: odd \u001b")
    assert before == (list(logging.getLogger().handlers), warnings.showwarning)


@pytest.mark.parametrize(
    ("typed", "is_terminal", "option", "expected"),
    [
        ("y", True, False, True),
        (" YES ", True, False, True),
        ("no", True, False, False),
        ("", True, False, False),
        (None, True, False, False),
        ("yes", False, False, False),
        ("no", True, True, True),
        (None, False, True, True),
    ],
)
def test_only_a_yes_is_one(
    monkeypatch: pytest.MonkeyPatch, typed: str | None, is_terminal: bool, option: bool, expected: bool
) -> None:
    """A person at a terminal is asked unless the option says yes; where nobody can be asked, only the option does."""

    def type_(_: str) -> str:
        if typed is None:
            raise EOFError
        return typed

    monkeypatch.setattr(output, "ask", type_)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: is_terminal, raising=False)
    assert agreed("Send it?", is_agreed=option) is expected
