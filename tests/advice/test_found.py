"""What was found by trying the command: each input that was answered wrong, or not at all, has its true answer."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from token_conformance.cli import main

Ask = Callable[..., dict[str, Any]]
UUID = "11111111-2222-3333-4444-555555555555"
SITE = "https://invented.atlassian.net"
GATEWAY = "https://api.atlassian.com"
LOOK_UP = "https://SITE.atlassian.net/_edge/tenant_info"


def only(answer: dict[str, Any]) -> dict[str, Any]:
    """The one answer of a narrowed question."""
    assert 1 == len(answer["answers"])
    one: dict[str, Any] = answer["answers"][0]
    return one


def test_a_removed_operation_is_no(ask: Ask) -> None:
    """The answer has the successor, since when it is gone, and the best evidence of it."""
    one = only(ask("GET /rest/api/3/search", "unscoped", "site"))
    assert ("no", "GET or POST /rest/api/3/search/jql") == (one["answer"], one["instead"])
    assert "removed it (since 2025-08-01)" in one["why"]
    assert ("recorded", "2025-12-23") == (one["evidence"][0]["grade"], one["evidence"][0]["date"])


@pytest.mark.parametrize("form", ["site", "gateway"])
@pytest.mark.parametrize("token", ["unscoped", "scoped", "service-account", "oauth-3lo"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_removed_search_is_no_for_everyone(ask: Ask, method: str, token: str, form: str) -> None:
    """No credential brings it back."""
    assert "no" == ask(f"{method} /rest/api/2/search", token, form)["answer"]


def test_an_app_only_operation_is_no(ask: Ask) -> None:
    """The answer says who may call it, and what to use instead."""
    one = only(ask("POST /rest/api/3/webhook", "unscoped", "site"))
    assert "no" == one["answer"]
    assert "Connect and OAuth 2.0 (3LO) apps" in one["why"]
    assert "/rest/webhooks/1.0/webhook" in one["instead"]


def test_an_app_may_call_what_is_for_its_kind(ask: Ask) -> None:
    """What is not for API tokens can be for OAuth; of a kind of app that is not named nothing is known."""
    assert "yes" == ask("POST /rest/api/3/webhook", "oauth-3lo", "gateway")["answer"]
    assert "unknown" == ask("POST /rest/api/3/webhook", "forge", "gateway")["answer"]


@pytest.mark.parametrize("cloud_id", ["mysite", "mysite.atlassian.net", "12345", "ari:cloud:jira::site"])
@pytest.mark.parametrize("product", ["ex/jira/{}/rest/api/3/myself", "jsm/ops/api/{}/v1/alerts", "ex/jira/{}/jsm/x"])
def test_a_name_is_no_cloud_id(ask: Ask, product: str, cloud_id: str) -> None:
    """The answer says where the cloud id is found."""
    one = only(ask(f"GET {GATEWAY}/{product.format(cloud_id)}", "scoped"))
    assert "no" == one["answer"]
    assert LOOK_UP in one["instead"]
    assert "tenant-info" in [statement["rule"] for statement in one["evidence"]]


@pytest.mark.parametrize(
    "cloud_id", [UUID, "CLOUD_ID", "{cloudId}", "$CLOUD_ID", "<cloud-id>", UUID.replace("1", "x"), "your-cloud-id"]
)
def test_a_uuid_or_a_placeholder_is_a_cloud_id(ask: Ask, cloud_id: str) -> None:
    """A call that is copied from a page has a placeholder there."""
    assert "yes" == ask(f"GET {GATEWAY}/ex/jira/{cloud_id}/rest/api/3/myself", "scoped")["answer"]


def test_the_evidence_does_not_depend_on_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A process in another folder gives the same text as the checkout, with the observation of the call."""
    command = ["can-i-use", "GET /rest/api/3/myself", "--token", "scoped", "--url", "site"]
    elsewhere = subprocess.run(
        [sys.executable, "-m", "token_conformance.cli", *command],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    folder.joinpath("reports").mkdir()
    folder.joinpath("reports/results.json").write_text("not read")
    assert 1 == main(command) == elsewhere.returncode
    assert capsys.readouterr().out == elsewhere.stdout
    assert "sooperset/mcp-atlassian#968" in elsewhere.stdout


def test_the_observation_of_a_call_is_asked_first(ask: Ask) -> None:
    """An unscoped token at the gateway was observed with exactly this call."""
    one = only(ask("GET /rest/api/3/myself", "unscoped", "gateway"))
    assert "yes" == one["answer"]
    assert "kantorv/jira-sdlc-tools" in one["evidence"][0]["source"]


@pytest.mark.parametrize(
    ("call", "token", "answer"),
    [
        ("GET /wiki/rest/api/space", "unscoped", "yes"),
        ("GET /wiki/rest/api/content/1", "unscoped", "yes"),
        (f"GET {SITE}/_edge/tenant_info", "scoped", "yes"),
        (f"GET {SITE}/wiki/download/attachments/1/a.png", "unscoped", "no"),
        (f"GET {SITE}/wiki/download/attachments/1/a.png", "scoped", "no"),
        (f"GET {SITE}/rest/api/latest/myself", "unscoped", "yes"),
        (f"GET {SITE}/rest/api/latest/myself", "scoped", "no"),
        (f"POST {GATEWAY}/graphql", "unscoped", "yes"),
        (f"POST {SITE}/gateway/api/graphql", "scoped", "unknown"),
        (f"GET {GATEWAY}/jsm/assets/workspace/1/v1/object/1", "unscoped", "yes"),
        (f"GET {GATEWAY}/jsm/assets/workspace/1/v1/object/1", "scoped", "unknown"),
        (f"GET {GATEWAY}/jira/forms/cloud/{UUID}/issue/X-1/form", "unscoped", "yes"),
        (f"GET {GATEWAY}/jira/forms/cloud/{UUID}/issue/X-1/form", "oauth-3lo", "no"),
        (f"GET {GATEWAY}/jsm/ops/api/{UUID}/v1/alerts", "unscoped", "yes"),
        (f"GET {GATEWAY}/jsm/ops/api/{UUID}/v1/alerts", "service-account", "no"),
        (f"GET {GATEWAY}/automation/public/jira/{UUID}/rest/v1/rule/summary", "unscoped", "yes"),
        (f"GET {GATEWAY}/automation/public/jira/{UUID}/rest/v1/rule/summary", "scoped", "no"),
        (f"GET {SITE}/rest/greenhopper/1.0/rapid/charts/velocity", "unscoped", "yes"),
        (f"GET {SITE}/rest/webhooks/1.0/webhook", "unscoped", "yes"),
        (f"GET {SITE}/rest/dev-status/latest/issue/detail?issueId=1", "unscoped", "yes"),
        (f"GET {SITE}/gateway/api/public/teams/v1/org/1/teams", "oauth-3lo", "no"),
        (f"GET {SITE}/gateway/api/compass/v1/components", "unscoped", "yes"),
        (f"GET {GATEWAY}/scim/directory/1/Users", "unscoped", "no"),
        (f"GET {GATEWAY}/admin/v1/orgs", "unscoped", "no"),
        (f"GET {GATEWAY}/oauth/token/accessible-resources", "scoped", "no"),
        ("GET https://api.bitbucket.org/2.0/user", "scoped", "yes"),
        ("GET https://api.bitbucket.org/2.0/user", "scoped-jira", "no"),
        ("GET https://api.trello.com/1/members/me", "unscoped", "no"),
        ("GET https://api.statuspage.io/v1/pages", "scoped", "no"),
        ("GET https://api.opsgenie.com/v2/alerts", "genie-key", "yes"),
        ("POST https://mcp.atlassian.com/v1/mcp", "scoped-mcp", "yes"),
        (f"GET {SITE}/gateway/api/ex/jira/{UUID}/rest/api/3/myself", "scoped", "unknown"),
    ],
)
def test_what_is_outside_of_the_two_forms_is_answered(ask: Ask, call: str, token: str, answer: str) -> None:
    """Families, aliases, downloads and retired operations are answered with grade and source."""
    for one in ask(call, token, "" if "//" in call else "site")["answers"]:
        assert answer == one["answer"]
        assert one["evidence"][0]["grade"]
        assert one["evidence"][0]["source"]


def test_without_token_and_url_all_are_answered(ask: Ask) -> None:
    """Both types of token and the service account's, at both URL forms; the options narrow them."""
    found = [(one["token"], one["url_form"]) for one in ask("GET /rest/api/3/myself")["answers"]]
    tokens = ("unscoped", "scoped", "service-account")
    assert {(token, form) for token in tokens for form in ("site", "gateway")} == set(found)
    assert {"gateway"} == {one["url_form"] for one in ask("GET /rest/api/3/myself", form="gateway")["answers"]}
    assert {"scoped"} == {one["token"] for one in ask("GET /rest/api/3/myself", "scoped")["answers"]}


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_the_end_of_unscoped_tokens_is_said_once(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """It has its evidence, also where several answers are about that token."""
    main(["can-i-use", "GET /rest/api/3/field", "--format", name])
    shown = " ".join(capsys.readouterr().out.split())
    assert 1 == shown.count("tokens without scopes are being deprecated")
    assert "CLOUD-12617 and atlassian/atlascode" in shown


def test_a_scoped_token_has_no_word_on_it(ask: Ask) -> None:
    """It is about unscoped tokens only."""
    assert [] == ask("GET /rest/api/3/field", "scoped", "gateway")["deprecation"]


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (("GET /rest/api/3/field", "--token=unscoped", "--url=site"), 0),
        (("GET /rest/api/3/field", "--token=scoped", "--url=site"), 1),
        (("GET /rest/api/3/field",), 1),
        (("GET /rest/api/3/field", "--token=unscoped"), 0),
        (("GET /rest/api/3/nothing",), 3),
        (("hello",), 2),
        # deprecated, and going with a date in the future, work as before
        (("GET /rest/api/3/priority", "--token=unscoped", "--url=site"), 0),
        # going with a date that is past, unpublished, unclear, gone by a claim alone
        (("GET /rest/api/2/workflow/transitions/1/properties", "--token=unscoped", "--url=site"), 3),
        (("GET /rest/api/3/filter", "--token=unscoped", "--url=site"), 3),
        (("GET /wiki/api/v2/admin-key", "--token=scoped", "--url=gateway"), 3),
        (("POST /rest/api/3/search/id", "--token=unscoped", "--url=site"), 3),
        (("GET /rest/api/3/user?username=x", "--token=unscoped", "--url=site"), 3),
        (("GET /rest/api/3/user?accountId=x", "--token=unscoped", "--url=site"), 0),
        # gone for OAuth callers at the gateway
        (("GET /wiki/rest/api/content", "--token=scoped", "--url=gateway"), 3),
        (("GET /wiki/rest/api/content", "--token=oauth-3lo", "--url=gateway"), 1),
        # yes and unknown
        (("GET https://api.atlassian.com/graphql",), 3),
    ],
)
def test_the_exit_status_is_the_answer(
    capsys: pytest.CaptureFixture[str], question: tuple[str, ...], status: int
) -> None:
    """Unknown has a status of its own, so that a script can tell it from no."""
    assert status == main(["can-i-use", *question])
    assert capsys.readouterr()


@pytest.mark.parametrize("call", ["POST /rest/api/3/issueLink", "PUT /rest/api/3/issue/{issueIdOrKey}/assignee"])
def test_the_reason_fits_the_method(ask: Ask, call: str) -> None:
    """Only a list can be silently empty."""
    one = only(ask(call, "scoped", "site"))
    assert "no" == one["answer"]
    assert "silently" not in one["why"]
    assert "list" not in one["why"]
    assert "silently" in only(ask("GET /rest/api/3/dashboard", "scoped", "site"))["why"]


def test_contradicting_sources_are_both_shown(ask: Ask) -> None:
    """A service account's token, sent as Basic to the gateway, is said to work and to be refused."""
    found = ask("GET /rest/api/3/field", "service-account", "gateway")["answers"]
    answers = {one["scheme"]: one for one in found}
    assert ("yes", "unknown") == (answers["Bearer"]["answer"], answers["Basic"]["answer"])
    shown = json.dumps(answers["Basic"]["evidence"])
    assert "sooperset/mcp-atlassian#781" in shown
    assert "pabloaugusto/dotfiles" in shown
