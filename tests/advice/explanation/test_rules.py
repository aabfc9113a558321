"""The rules are a table that can be read: every name in it means something, and no client is one."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import token_conformance.advice.explanation
from symptoms import symptoms
from token_conformance.advice.explanation.causes import causes
from token_conformance.advice.explanation.facts import Facts
from token_conformance.advice.explanation.next_request import next_request
from token_conformance.advice.explanation.rules import LAYERS, Rule, rules

FOLDER = Path(token_conformance.advice.explanation.__file__).parent
CODE = "".join((FOLDER / f"{name}.py").read_text(encoding="utf-8") for name in ("place", "facts", "shape"))
FORMS = {"site", "gateway", "site-gateway", "gateway-without-prefix", "family", "other-host", "unknown", "atlassian"}
FORMS |= {"bitbucket", "bitbucket-git", "mcp", "oauth"}
SCHEMES = {"basic", "bearer"}
CLIENTS = re.compile(
    r"(?i)jira\.js|axios|httpx|urllib3?|aiohttp|okhttp|curl|postman|n8n|zapier|airbyte|raycast|terraform"
    r"|mattermost|devlake|dapplo|jiraps|pycontribs|atlassian-python-api|mcp-atlassian|md2conf|md2cf|go-jira|jira-cli"
)


def test_every_rule_is_one_of_its_own() -> None:
    """An id names one rule, and a layer is known."""
    names = [rule.id for rule in rules()]
    assert len(names) == len(set(names))
    assert set(LAYERS) >= {rule.layer for rule in rules()}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_the_names_in_a_rule_mean_something(rule: Rule) -> None:
    """A misspelt cause, family, form or mark would make a rule that never holds."""
    families = {cause.family for cause in causes().values()}
    assert set(causes()) >= set(rule.causes)
    assert families | set(causes()) >= rule.excludes
    assert FORMS >= rule.when.form
    marks = (rule.when.marks | rule.when.any_mark | rule.when.no_mark) - SCHEMES
    assert all(f'"{mark}"' in CODE for mark in marks)
    assert all(1 <= weight <= 100 for weight in rule.causes.values())
    assert rule.causes or rule.excludes


def test_no_rule_names_a_client() -> None:
    """What a rule knows is how things are said, and not by whom."""
    rows = tomllib.loads(files(token_conformance.advice.explanation).joinpath("rules.toml").read_text())["rule"]
    assert [] == [row["id"] for row in rows if CLIENTS.search(" ".join([*row["when"].get("says", ()), row["why"]]))]


def test_no_rule_has_words_of_a_paste_that_nothing_else_says() -> None:
    """A pattern as long as a whole line of a paste would be that paste again."""
    lines = {line.strip().lower() for one in symptoms() for line in one.paste.splitlines() if len(line.strip()) > 40}
    patterns = [rule.when.says.pattern for rule in rules() if rule.when.says]
    assert [] == [line for line in lines for pattern in patterns if line in pattern.lower()]


def test_a_header_counts_more_than_a_status() -> None:
    """The captcha of a header is the cause, and not what its status could mean."""
    paste = "GET https://nobodys.atlassian.net/rest/api/3/myself\nHTTP/1.1 403\nx-authentication-denied-reason: CAPTCHA"
    facts = Facts.of(paste)
    assert ["captcha"] == [cause for rule in rules() if rule.id == "login-denied-reason" for cause in rule.causes]
    assert next_request(facts, ["captcha"], is_bare=False).credential == "none"


@pytest.mark.parametrize("cause", causes().values(), ids=lambda cause: cause.id)
def test_a_cause_has_its_words_and_evidence(cause: object) -> None:
    """Each has a meaning, a remedy and a source."""
    found = vars(cause)
    assert found["meaning"].endswith(".")
    assert found["remedy"].endswith(".")
    assert found["evidence"].source
    assert set(causes()) >= set(found["counts_as"])
