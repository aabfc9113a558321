"""The settings of a live run: read from the environment and `.env`, and every problem of them shown at once."""

import os
from base64 import b64encode
from pathlib import Path

import pytest

from factories import PLATFORM_SETTINGS as PLATFORM
from token_conformance.live.settings import LiveSettings, SettingsError, load, read
from token_conformance.live.variables import VARIABLES, markdown_table
from token_conformance.model.cell import Product

CONFLUENCE = {
    "TOKEN_CONFORMANCE_SCOPED_CONFLUENCE_TOKEN": "MADE-UP-SCOPED-CONFLUENCE-TOKEN",
    "TOKEN_CONFORMANCE_SPACE_ID": "65537",
    "TOKEN_CONFORMANCE_SPACE_KEY": "DOCS",
    "TOKEN_CONFORMANCE_PAGE_ID": "98305",
}
KEYS = {"REQUEST_KEY": "HELP-1", "BUSINESS_ISSUE_KEY": "BIZ-1", "IDEA_KEY": "IDEA-1", "IDEA_PROJECT_KEY": "IDEA"}
SECRETS = [value for name, value in (PLATFORM | CONFLUENCE).items() if name.endswith("_TOKEN")]


def problems(given: dict[str, str]) -> list[str]:
    """The problems of these variables; no message may contain a token."""
    with pytest.raises(SettingsError) as caught:
        read(given)
    assert [] == [line for line in caught.value.problems if any(secret in line for secret in SECRETS)]
    return list(caught.value.problems)


@pytest.mark.parametrize("token", ["UNSCOPED_TOKEN", "SCOPED_JIRA_TOKEN"])
def test_site_address_and_one_token_are_enough(token: str) -> None:
    """Either token can say who the caller is; everything else is found in the tenant."""
    names = (f"TOKEN_CONFORMANCE_{name}" for name in ("SITE", "EMAIL", token))
    settings = read({name: PLATFORM[name] for name in names})
    assert ({}, False) == (settings.given, settings.is_complete)


def test_no_product_is_left_out_by_default() -> None:
    """What the tenant has, the preflight finds out."""
    settings = read(PLATFORM)
    assert {} == settings.absent
    assert ("mysite", "ABC-1", 0, "") == names(settings)


def test_products_can_be_left_out() -> None:
    """With the names that `-k` and reports have too."""
    settings = read(PLATFORM | {"TOKEN_CONFORMANCE_LEAVE_OUT": "jira-software, confluence"})
    assert {Product.JIRA_SOFTWARE, Product.CONFLUENCE} == set(settings.absent)
    assert "named in TOKEN_CONFORMANCE_LEAVE_OUT" == settings.absent[Product.CONFLUENCE]


def test_confluence_needs_a_token_that_can_read_it() -> None:
    """A token with scopes is for one app."""
    alone = {name: value for name, value in PLATFORM.items() if not name.endswith("UNSCOPED_TOKEN")}
    assert [Product.CONFLUENCE] == list(read(alone).absent)
    assert {} == read(alone | CONFLUENCE).absent


def test_all_variables_leave_nothing_to_find() -> None:
    """As in a file of version 0.2.0; a product that is left out needs none."""
    everything = {variable.name: "1" for variable in VARIABLES if variable.product} | PLATFORM | CONFLUENCE
    del everything["TOKEN_CONFORMANCE_BOARD_ID"]
    everything |= {f"TOKEN_CONFORMANCE_{name}": value for name, value in KEYS.items()}
    assert not read(everything).is_complete
    assert read(everything | {"TOKEN_CONFORMANCE_LEAVE_OUT": "jira-software"}).is_complete


def names(settings: LiveSettings) -> tuple[str, str, int, str]:
    """Some names of the settings' tenant."""
    tenant = settings.tenant
    return tenant.site, tenant.issue_key, tenant.board_id, tenant.page_id


def test_what_is_set_becomes_the_tenant() -> None:
    """Numbers become numbers."""
    software = {"TOKEN_CONFORMANCE_BOARD_ID": "7", "TOKEN_CONFORMANCE_SPRINT_ID": "8"}
    settings = read(PLATFORM | software | CONFLUENCE)
    assert ("mysite", "ABC-1", 7, "98305") == names(settings)


def test_everything_that_is_missing_is_listed() -> None:
    """Nothing set at all is three lines, each with its remedy; one token is enough."""
    lines = problems({})
    assert list(PLATFORM)[:3] == [line.partition(":")[0] for line in lines]
    assert lines[2].endswith("or set TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN: one of them is enough")
    assert (
        "TOKEN_CONFORMANCE_SITE: is not set; set it to the site: the part of its address before `.atlassian.net`,"
        " such as mysite" == lines[0]
    )


PAIR = b64encode(b"me@example.com:MADE-UP").decode()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SITE", "mysite.jira.com", "'mysite.jira.com' is in jira.com, not in atlassian.net"),
        ("SITE", "192.0.2.7", "'192.0.2.7' is an IP address"),
        ("EMAIL", "me", "is not an e-mail address; write only the one that the account logs in with"),
        ("EMAIL", "Me <me@example.com>", "is not an e-mail address"),
        ("EMAIL", "me@example.com:x", "is not an e-mail address"),
        ("UNSCOPED_TOKEN", "MADE-UP UNSCOPED", "contains blanks or line breaks, which no token has; copy it again"),
        ("UNSCOPED_TOKEN", "MADE-UP\n", "contains blanks or line breaks"),
        ("UNSCOPED_TOKEN", '"MADE-UP"', "has quotes around it that are not part of the token; remove them"),
        ("UNSCOPED_TOKEN", "\u201cMADE-UP\u201d", "has quotes around it"),
        ("UNSCOPED_TOKEN", "me@example.com:MADE-UP", "contains more than a token; remove the e-mail address"),
        ("UNSCOPED_TOKEN", "Basic MADE-UP", "begins with Basic, and not with the token; give the token alone"),
        ("UNSCOPED_TOKEN", "bearer MADE-UP", "begins with bearer, and not with the token"),
        ("UNSCOPED_TOKEN", "Authorization: Basic MADE-UP", "begins with Authorization:, and not with the token"),
        ("UNSCOPED_TOKEN", "export JIRA_TOKEN=MADE-UP", "begins with the name of a variable, and not with the token"),
        ("UNSCOPED_TOKEN", "$env:JIRA_TOKEN = 'MADE-UP", "begins with the name of a variable"),
        ("UNSCOPED_TOKEN", PAIR, "is the Base64 of an e-mail address and a token, as in a header; give the token"),
        ("SCOPED_JIRA_TOKEN", "MADE-ÜP", "contains characters that no token has; copy it again"),
        ("PROJECT_KEY", "abc", "'abc' is not the key of a project: write it in capitals, such as ABC"),
        ("ISSUE_KEY", "ABC", "'ABC' is not the key of an issue: write it in capitals, such as ABC-1"),
        ("ATTACHMENT_ID", "9" * 20, "'99999999999999999999' is not an id: write the number in its address"),
        ("SITE", "a" * 2_001, "has more than 2,000 characters; set it to the site: the part of its address before"),
        ("SITE", "a" * 2_000, "'aaaa"),
        ("EMAIL", "\udcff@example.com", "contains bytes that are not UTF-8 text; set it to the address that the acc"),
        ("ATTACHMENT_ID", "file.txt", "'file.txt' is not an id: write the number in its address"),
        (
            "ISSUE_KEY",
            "XYZ-1",
            "'XYZ-1' is not an issue of the project 'ABC'; name an issue of it, or set TOKEN_CONFORMANCE_",
        ),
        (
            "CLOUD_ID",
            "mysite",
            "'mysite' is not a cloud id: write what https://SITE.atlassian.net/_edge/tenant_info shows",
        ),
        ("LEAVE_OUT", "confluense", "'confluense' is not a product; did you mean \"confluence\"?"),
        ("LEAVE_OUT", "jira-platform", "jira-platform cannot be left out, because every run needs it"),
        ("SCOPED_TOKEN", "MADE-UP", "is not a setting; did you mean TOKEN_CONFORMANCE_UNSCOPED_TOKEN?"),
    ],
)
def test_each_mistake_has_its_own_message(name: str, value: str, sentence: str) -> None:
    """It names the variable and says what to do."""
    (line,) = problems(PLATFORM | {f"TOKEN_CONFORMANCE_{name}": value})
    assert line.startswith(f"TOKEN_CONFORMANCE_{name}: {sentence}")


def test_all_mistakes_are_reported_at_once() -> None:
    """Unknown, missing and malformed variables are in one list."""
    given = PLATFORM | {"TOKEN_CONFORMANCE_SITES": "x", "TOKEN_CONFORMANCE_EMAIL": "me", "HTTPS_PROXY": "nowhere"}
    del given["TOKEN_CONFORMANCE_SITE"]
    assert [
        "TOKEN_CONFORMANCE_SITES",
        "TOKEN_CONFORMANCE_SITE",
        "TOKEN_CONFORMANCE_EMAIL",
        "HTTPS_PROXY",
    ] == [line.partition(":")[0] for line in problems(given)]


@pytest.mark.parametrize("name", ["SITE", "EMAIL", "PROJECT_KEY"])
def test_a_token_in_a_wrong_place_is_not_shown(name: str) -> None:
    """A value that starts like a token is never repeated."""
    value = "ATATT3x-MADE UP"
    (line,) = problems(PLATFORM | {f"TOKEN_CONFORMANCE_{name}": value})
    assert "contains what looks like an API token" in line
    assert value not in line


def test_one_token_in_two_places_is_noticed() -> None:
    """A token is of one kind only."""
    given = PLATFORM | {"TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN": PLATFORM["TOKEN_CONFORMANCE_UNSCOPED_TOKEN"]}
    (line,) = problems(given)
    assert line.startswith(
        "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN: is the same token as TOKEN_CONFORMANCE_UNSCOPED_TOKEN;"
    )


def test_tokens_do_not_show_themselves() -> None:
    """A traceback may contain settings."""
    shown = repr(read(PLATFORM | CONFLUENCE))
    assert [] == [secret for secret in SECRETS if secret in shown]


def test_the_environment_takes_precedence_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are read; a `$` is a `$`, a comment is not part of the value, and an empty variable is not set."""
    token = "MADE-UP$HOME-${HOME}"
    lines = PLATFORM | {"TOKEN_CONFORMANCE_UNSCOPED_TOKEN": f"'{token}' # a comment", "TOKEN_CONFORMANCE_SITE": "other"}
    (tmp_path / ".env").write_text("".join(f"export {name}={value}\n" for name, value in lines.items()))
    monkeypatch.setenv("TOKEN_CONFORMANCE_SITE", "mysite")
    monkeypatch.setenv("TOKEN_CONFORMANCE_EMAIL", "")
    settings = load(tmp_path)
    assert ("mysite", "me@example.com", token) == (
        settings.tenant.site,
        settings.tenant.email,
        settings.account.unscoped,
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"A=1\nTOKEN_CONFORMANCE_SITE='mysite\n",
            ".env: line 2 is not a setting; write NAME=value, with quotes at both",
        ),
        (b"\xff\xfe", ".env: cannot be read (it is not UTF-8 text); write lines of NAME=value"),
        (b"\n" * 65_537, ".env: has more than 65,536 bytes, which is the most that is read; keep only settings in it"),
        (b"=" + b"\n" * 65_535, ".env: line 1 is not a setting; write NAME=value"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    """It names the line."""
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert str(caught.value).startswith(message)


def test_a_file_that_is_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Neither `.env` nor the file of certificate authorities."""
    os.mkfifo(tmp_path / ".env")
    with pytest.raises(SettingsError, match=r"^\.env: cannot be read \(it is not a regular file\); write lines of"):
        load(tmp_path)
    (line,) = problems(PLATFORM | {"SSL_CERT_FILE": str(tmp_path / ".env")})
    assert line.startswith(
        f"SSL_CERT_FILE: {tmp_path / '.env'} cannot be used: it contains no certificates; name a PEM"
    )


def test_a_file_of_authorities_has_a_bound(tmp_path: Path) -> None:
    """It can be any file."""
    large = tmp_path / "large.pem"
    with large.open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    (line,) = problems(PLATFORM | {"SSL_CERT_FILE": str(large)})
    assert f"SSL_CERT_FILE: {large} has more than 10,485,760 bytes; name a PEM file, or unset it" == line


def test_only_the_first_unknown_variables_are_listed() -> None:
    """Each name is compared with every known one, and the file can have thousands of them."""
    lines = problems(PLATFORM | {f"TOKEN_CONFORMANCE_X{number:02}": "x" for number in range(21)})
    assert ["TOKEN_CONFORMANCE_X00", "TOKEN_CONFORMANCE_X19", "and more problems"] == [
        line.partition(":")[0] for line in (lines[0], *lines[19:])
    ]


@pytest.mark.parametrize("url", ["proxy.example.com", "proxy.example.com:3128", "ftp://proxy.example.com", "http://:x"])
def test_what_is_not_a_proxy_is_refused(url: str) -> None:
    """The HTTP client would end in a traceback."""
    (line,) = problems(PLATFORM | {"HTTPS_PROXY": url})
    assert line.startswith("HTTPS_PROXY: is not the URL of a proxy; write a URL such as")


@pytest.mark.parametrize(("name", "reason"), [("missing.pem", "No such file"), ("empty.pem", "it contains no certif")])
def test_an_unusable_authority_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    """The file is named, with what is wrong with it."""
    (tmp_path / "empty.pem").write_text("")
    (line,) = problems(PLATFORM | {"SSL_CERT_FILE": str(tmp_path / name)})
    assert f"{name} cannot be used: {reason}" in line


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not used if NO_PROXY names Atlassian."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com:3128")
    assert "http://proxy.example.com:3128" == read(PLATFORM).proxy
    monkeypatch.setenv("NO_PROXY", "atlassian.com,atlassian.net")
    assert read(PLATFORM).proxy is None


def test_the_documentation_shows_the_table() -> None:
    """Every variable is in docs/live.md as in the code; `token-conformance variables` prints the table."""
    page = (Path(__file__).parents[2] / "docs" / "live.md").read_text()
    assert markdown_table() in page
    assert len(VARIABLES) == page.count("\n| `TOKEN_CONFORMANCE_")


def test_a_site_has_a_label_if_the_user_chooses_one() -> None:
    """Its results have it in place of the site's name, which can be a part of a longer one."""
    assert read(PLATFORM).site_label is None
    assert "site" == read(PLATFORM | {"TOKEN_CONFORMANCE_SITE_LABEL": "site"}).site_label


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ("mysite.atlassian.net", "is an address, but results name no site; write a word of at most 30 letters"),
        ("https://mysite", "is an address"),
        ("me@example.com", "is an address"),
        ("sites/emea", "is an address"),
        ("my tenant", "is not a word for a site; write a word of at most 30 letters, digits, - and _, such as emea"),
        ("-emea", "is not a word for a site"),
        ("a" * 31, "is not a word for a site"),
        ("0f1e2d3c-4b5a-4968-8776-655443322110", "is not a word for a site"),
        ("mysite", "has the name of the site in it, but results name no site; choose another word, such as emea"),
        ("MySite-2", "has the name of the site in it"),
        ("my_site", "has the name of the site in it"),
    ],
)
def test_a_label_names_no_site(label: str, problem: str) -> None:
    """One line says so, without the label."""
    (line,) = problems(PLATFORM | {"TOKEN_CONFORMANCE_SITE_LABEL": label})
    assert line.startswith(f"TOKEN_CONFORMANCE_SITE_LABEL: {problem}")
    assert label not in line


def test_a_label_is_compared_with_the_name_in_a_url() -> None:
    """A site can be pasted from a browser; one that cannot be read is a problem of its own."""
    label = {"TOKEN_CONFORMANCE_SITE_LABEL": "acme-eu"}
    assert 1 == len(problems(PLATFORM | label | {"TOKEN_CONFORMANCE_SITE": "https://ACME.atlassian.net/jira"}))
    (line,) = problems(PLATFORM | label | {"TOKEN_CONFORMANCE_SITE": "acme.example.com"})
    assert line.startswith("TOKEN_CONFORMANCE_SITE: ")
