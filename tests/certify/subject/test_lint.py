"""The linter names every problem of a subject file at once, with the key and what to do."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from for_each import for_each
from token_conformance.certify.subject.file import load, parse
from token_conformance.certify.subject.lint import problems_of
from token_conformance.certify.subject.subject import Action
from token_conformance.errors import UserError
from token_conformance.model.cell import UrlForm

WHOLE = """
    [subject]
    name = "fake"
    version = "1.0"
    product = "A product that was made up"
    homepage = "https://fake.example.com"
    [configure]
    common = { EMAIL = "{email}", TOKEN = "{token}" }
    site = { URL = "{site_url}" }
    [actions.whoami]
    command = ["{python}", "{here}/driver.py", "whoami"]
    [manual]
    get-issue = "Open {issue_key}."
    [success]
    failure_text = ["Traceback"]
    [limits]
    start_seconds = 2.5
    [unsupported]
    """
UNSUPPORTED = [action for action in Action if action not in {"whoami", "get-issue"}]


def text_of(head: str = WHOLE, unsupported: Iterable[str] = UNSUPPORTED) -> str:
    """The text of a subject file, with some actions as unsupported."""
    return head + "".join(f'{action} = "It has no such thing."\n' for action in unsupported)


COMMANDS = "is not valid; give a list of the program and its arguments, none of them empty or with a NUL character"
IN_PLACE = "has a credential; write {token}, {jira_token} or {confluence_token} in its place"
REAL = f"ATATT3x{'Fg0' * 50}=1A2B3C4D"

PROBLEMS = {
    "an unknown table": (("[success]", "[sucess]"), "sucess: is unknown; did you mean 'success'?"),
    "an unknown key": (
        ("failure_text", "failure_txt"),
        "success.failure_txt: is unknown; did you mean 'failure_text'?",
    ),
    "an unknown key of an action": (
        ("command = [", "comand = ["),
        "actions.whoami.command: is missing; give the program and its arguments as a list",
    ),
    "a missing key": (('version = "1.0"', ""), "subject.version: is missing; give a text that is not empty"),
    "a key of another kind": (
        ('version = "1.0"', "version = 1.0"),
        "subject.version: 1.0 is not valid; give a text that is not empty",
    ),
    "a number that is too large": (
        ("2.5", "900"),
        "limits.start_seconds: 900 is not valid; give a number of seconds, 60 at most",
    ),
    "an empty command": (
        ('["{python}", "{here}/driver.py", "whoami"]', "[]"),
        f"actions.whoami.command: [] {COMMANDS}",
    ),
    "no URL": (
        ('site = { URL = "{site_url}" }', ""),
        "configure.site: is missing, and so is configure.gateway; give the variables that set the product's URL",
    ),
    "an unknown placeholder": (
        ("{site_url}", "{siteurl}"),
        "configure.site.URL: the placeholder {siteurl}: is unknown; did you mean 'site_url'?",
    ),
    "an action that is not one": (
        ("actions.whoami", "actions.who-am-i"),
        "actions.who-am-i: is unknown; did you mean 'whoami'?",
    ),
    "a name that no file can have": (
        ('name = "fake"', 'name = "a/b"'),
        "subject.name: 'a/b' is not valid; give letters, digits, '.', '_' and '-'",
    ),
    "an address of another kind": (
        ("https://fake", "ftp://fake"),
        "subject.homepage: 'ftp://fake.example.com' is not valid; give a URL that starts with https://",
    ),
    "an unknown credential": (
        ("[configure]", 'credentials = ["person", "service-acount"]\n[configure]'),
        "subject.credentials: 'service-acount' is unknown; did you mean 'service-account'?",
    ),
    "no credential": (
        ("[configure]", "credentials = []\n[configure]"),
        "subject.credentials: [] is not valid; give a list with 'person' or 'service-account' or both, each once",
    ),
    "a credential twice": (
        ("[configure]", 'credentials = ["person", "person"]\n[configure]'),
        (
            "subject.credentials: ['person', 'person'] is not valid; "
            "give a list with 'person' or 'service-account' or both, each once"
        ),
    ),
    "variables for a credential that is not taken": (
        ("[configure]", '[configure]\nservice_account = { SCHEME = "Bearer" }'),
        (
            "configure.service_account: is for a token that the product does not take; "
            "add 'service-account' to subject.credentials, or remove it"
        ),
    ),
    "a package without a version": (
        ("[configure]", '[install]\npypi = ["fake"]\n[configure]'),
        (
            "install.pypi: ['fake'] is not valid; "
            'give a list of packages with one exact version each, such as ["jira==3.10.5"]'
        ),
    ),
    "a variable that is not a text": (
        ('EMAIL = "{email}"', 'EMAIL = "made-up-password-9", PORT = 1'),
        "configure.common.PORT: is not a text; write it in quotes",
    ),
    "a variable of no name": (
        ('EMAIL = "{email}"', '"E MAIL" = "made-up-password-9"'),
        "configure.common: 'E MAIL' is not the name of a variable; use letters, digits and _",
    ),
    "variables that are no table": (
        ('site = { URL = "{site_url}" }', 'site = "made-up-password-9"'),
        "configure.site: is not valid; give a table with the names of environment variables and a text for each",
    ),
    "a command that is no list": (
        ('["{python}", "{here}/driver.py", "whoami"]', '"mine --token made-up-password-9"'),
        f"actions.whoami.command: {COMMANDS}",
    ),
    "a NUL character in a command": (('"whoami"]', '"who\\u0000ami"]'), f"actions.whoami.command: {COMMANDS}"),
    "a credential in a variable": (('EMAIL = "{email}"', f'EMAIL = "{REAL}"'), f"configure.common.EMAIL: {IN_PLACE}"),
    "a credential in a command": (('"whoami"]', f'"{REAL}"]'), f"actions.whoami.command: {IN_PLACE}"),
    "a table that is not required": (
        ('[success]\n    failure_text = ["Traceback"]', ""),
        None,
    ),
}


@pytest.mark.parametrize(("change", "problem"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_problem_is_named(change: tuple[str, str], problem: str | None) -> None:
    """The line names the file and the key, and says what is wrong and what to do."""
    old, new = change
    assert old in WHOLE
    found = problems_of(text_of(WHOLE.replace(old, new)), "fake.toml")
    assert ([] if problem is None else [f"fake.toml: {problem}"]) == [
        line for line in found if "actions.whoami: is missing" not in line
    ]


@pytest.mark.parametrize(
    ("key", "value"), [("pypi", f"https://me:{REAL}@x.example.com/a.whl"), ("npm", REAL), ("pypi", f"--token={REAL}")]
)
def test_no_credential_is_shown(key: str, value: str) -> None:
    """A value is named by its kind in place of the text that must not be shown."""
    lines = problems_of(_with_package(key, value), "fake.toml")
    assert lines
    assert REAL[7:40] not in "".join(lines)


PINNED = {
    "pypi": ["jira==3.10.5", "a==1", "A-b_c.d==2!1.0rc1.post2.dev3", "mcp[extra,other-one]==0.23.1", "x==1.0.0a1"],
    "npm": ["jira.js@5.4.0", "@scope/name@1.0.0", "a@0.0.0", "a@1.0.0-rc.1", "a@10.20.30-alpha-b.7"],
}
NOT_PINNED = {
    "pypi": [
        "jira", "jira==3.*", "jira>=3.10.5", "jira~=3.10", "jira===3.10.5", "jira!=1.0", "jira==3.10.5,!=3", "jira==",
        "jira == 3.10.5", " jira==3.10.5", "jira==3.10.5 ", "jira==3.10.5\n", "jira==3.10.5\nevil==1",
        "jira==3.10.5; python_version>'3'", "jira==3.10.5 --hash=sha256:0", "jira==3.10.5+local", "jira==v3", "==1.0",
        "jira @ https://x.example.com/jira-3.10.5.whl", "https://x.example.com/a.whl#egg=a==1.0", "./folder#egg=a==1.0",
        "git+https://x.example.com/a#egg=a==1.0", "-rfile==1.0", "--index-url=https://x.example.com/==1.0", "-e.==1",
        "--registry==1.0", "jira[==3.10.5", "jira[]==3.10.5", "../jira==1.0", "jira-==1.0", "jira==3.10.5-1", "jira==٣",
        "jira==1.0.post", "jira==1..0", "jira==1.0.", "jira=3.10.5",
    ],
    "npm": [
        "jira.js", "left-pad@latest", "left-pad@^1.0.0", "left-pad@~1.0.0", "left-pad@1.x", "left-pad@1",
        "left-pad@1.0",
        "left-pad@*", "left-pad@", "left-pad@>=1.0.0", "left-pad@1.0.0 - 2.0.0", "left-pad@1.0.0 || 2.0.0", "@file:",
        "@file:../x", "file:../x@1.0.0", "--registry=https://x.example.com/@1.0.0", "-g@1.0.0", "a@npm:b@1.0.0",
        "a@file:../b", "a@https://x.example.com/b.tgz", "git+https://x.example.com/a.git@1.0.0", "owner/name@1.0.0",
        "github:owner/name@1.0.0", "./a@1.0.0", "../a@1.0.0", "/a@1.0.0", "@scope/@1.0.0", "@/a@1.0.0", "a@v1.0.0",
        "a@=1.0.0", "a@01.0.0", "a@1.0.0-", "a@1.0.0+build", "a@1.0.0\n", " a@1.0.0", "a@1.0.0 b@1.0.0", "a@1.0.0-a..b",
        "@scope/name", "@scope@1.0.0", ".a@1.0.0", "_a@1.0.0",
    ],
}  # fmt: skip


def _with_package(registry: str, package: str) -> str:
    text = package.replace("\n", "\\n")
    return text_of(WHOLE.replace("[configure]", f'[install]\n{registry} = ["{text}"]\n[configure]'))


@pytest.mark.parametrize(("registry", "package"), [(key, each) for key, names in PINNED.items() for each in names])
def test_an_exact_version_is_a_pin(registry: str, package: str) -> None:
    """Extras, scopes, pre-releases and epochs can be pinned."""
    assert [] == problems_of(_with_package(registry, package), "fake.toml")


@for_each("registry, package", [(key, each) for key, names in NOT_PINNED.items() for each in names])
def test_anything_else_is_not_a_pin(registry: str, package: str) -> None:
    """Ranges, tags, wildcards, addresses, files and options name no exact version of a package of the registry."""
    (problem,) = problems_of(_with_package(registry, package), "fake.toml")
    example = "jira==3.10.5" if registry == "pypi" else "jira.js@5.4.0"
    wanted = f'is not valid; give a list of packages with one exact version each, such as ["{example}"]'
    assert f"fake.toml: install.{registry}: {[package]!r} {wanted}" == problem


def test_a_valid_file_has_no_problem() -> None:
    """The problems of the other tests come from their changes alone."""
    assert [] == problems_of(text_of(), "fake.toml", "fake")


def test_each_action_is_there_once() -> None:
    """An action that is missing and one that is in two tables are both problems."""
    found = problems_of(text_of(unsupported=[*UNSUPPORTED[1:], "whoami"]), "fake.toml")
    assert [
        "fake.toml: unsupported.whoami: is under [actions] as well; remove one of them",
        f"fake.toml: actions.{UNSUPPORTED[0]}: is missing; give its command, or a reason under [unsupported]",
    ] == found


def test_all_problems_are_named_at_once() -> None:
    """An author can correct all problems before the next check."""
    text = text_of(WHOLE.replace("version", "versoin").replace("{email}", "{mail}").replace("site =", "sites ="))
    assert [
        "fake.toml: subject.versoin: is unknown; did you mean 'version'?",
        "fake.toml: configure.sites: is unknown; did you mean 'site'?",
        "fake.toml: subject.version: is missing; give a text that is not empty",
        f"fake.toml: {PROBLEMS['no URL'][1]}",
        "fake.toml: configure.common.EMAIL: the placeholder {mail}: is unknown; did you mean 'email'?",
    ] == problems_of(text, "fake.toml")


def test_another_name_than_the_files_is_a_problem() -> None:
    """A subject is found by the name of its file."""
    problem = "subject.name: is 'fake'; change it to 'other', the name of the file"
    assert [f"other.toml: {problem}"] == problems_of(text_of(), "other.toml", "other")
    (line,) = problems_of(text_of().replace('"fake"', f'"{"a" * 9_000}"'), "other.toml", "other")
    assert len(line) < 450


@pytest.mark.parametrize(
    "text", ["[subject", "subject = 1\nconfigure = []\nactions = 3\nmanual = 4", "[[actions]]\nx = 1", ""]
)
def test_any_other_text_gives_lines(text: str) -> None:
    """A text that is not a subject file gives at least one line, and no other error."""
    found = problems_of(text, "fake.toml")
    assert found
    assert all(line.startswith("fake.toml: ") and "\n" not in line for line in found)


HOSTILE = {
    "a long dotted key": ("a." * 40_000 + "a = 1", "is not valid TOML (it has a dotted key of more than 32 parts)"),
    "nested arrays": (f"a = {'[' * 40_000}{']' * 40_000}", "is not valid TOML (it has more than 32 arrays and tables"),
    "nested tables": ("a = " + "{b = " * 9_000 + "1" + "}" * 9_000, "is not valid TOML (it has more than 32 arrays"),
    "a number of many digits": (f"a = {'9' * 5000}", "is not valid TOML ("),
    "a million characters": ("#" * 1_000_000, "has more than 100,000 characters, which is the most that is read"),
    "a long key": (f"{'k' * 90_000} = 1", "is unknown; give one of"),
    "a key of two lines": ('"subject: no problems\\nx" = 1', "subject: no problems\\nx: is unknown; give one of"),
    "a long value": (f'[subject]\nhomepage = "{"x" * 90_000}"', "is not valid; give a URL that starts with https://"),
    "too many texts": (f"[success]\nfailure_text = {['x'] * 101}", "give a list of texts that are not empty, 100 at"),
}


@pytest.mark.parametrize(("text", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_refused_in_short_lines(text: str, said: str) -> None:
    """Each bound has a line that names it, and no line is long."""
    found = problems_of(text, "fake.toml")
    assert said in found[0]
    assert all(line.startswith("fake.toml: ") and line.isprintable() and len(line) < 450 for line in found)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number} = 1\n" for number in range(9_000)),
        f"[actions.whoami]\ncommand = {['{x}'] * 9_000}",
        "[configure]\ncommon = { A = '" + "".join(f"{{a{'b' * number}}}" for number in range(400)) + "' }",
    ],
)
def test_a_file_with_thousands_of_problems_gives_a_page(text: str) -> None:
    """The last line says that there are more."""
    found = problems_of(text, "fake.toml")
    assert len(found) <= 101
    assert ("fake.toml: There are more problems: correct these first." == found[-1]) == (len(found) == 101)


def test_a_subject_is_read() -> None:
    """The subject has everything that the file says."""
    subject = parse(text_of(), "fake.toml", here=Path("/drivers"), installed=Path("/installed"))
    assert ("fake", "1.0", "jira", 2.5) == (subject.name, subject.version, subject.app, subject.start_seconds)
    assert {Action.WHOAMI: ("{python}", "{here}/driver.py", "whoami")} == subject.commands
    assert {Action.GET_ISSUE: "Open {issue_key}."} == subject.manual
    assert set(UNSUPPORTED) == set(subject.unsupported)
    assert Path("/installed/fake") == subject.installed
    assert UrlForm.SITE is subject.configuration.form(UrlForm.GATEWAY)


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file or directory"), (b"\xff", "it is not UTF-8 text")]
)
def test_a_file_that_cannot_be_read_gives_one_line(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """The line names the file and the reason."""
    path = tmp_path / "fake.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as raised:
        load(path)
    assert f"{path}: cannot be read ({reason}); name a subject file, such as NAME.toml" == str(raised.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """The line names the bound."""
    path = tmp_path / "fake.toml"
    path.write_text("#" * 400_001)
    with pytest.raises(
        UserError, match=r"fake\.toml: has more than 400,000 bytes, which is the most that is read; name"
    ):
        load(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe never has data."""
    os.mkfifo(tmp_path / "fake.toml")
    with pytest.raises(UserError, match=r"cannot be read \(it is not a regular file\); name a subject file"):
        load(tmp_path / "fake.toml")
