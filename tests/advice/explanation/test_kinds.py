"""Kinds of pastes that were once explained wrongly, each with several inputs in words of this project."""

import pytest

from for_each import for_each
from symptoms import KIND, family, ids
from token_conformance.advice import explain
from token_conformance.advice.explanation.facts import Facts

SITE = "https://nobodys.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/00000000-0000-4000-8000-000000000000"
STRANGER = "Client must be authenticated to access this resource."
KEY = "ATCTT3x" + "FfGN0abc"
ROBOT = "ci@" + "serviceaccount.atlassian.com"
NOT_SHOWN = '{"errorMessages":["Issue does not exist or you do not have permission to see it."],"errors":{}}'


def first(paste: str) -> str:
    """The first cause of an explanation; empty if it has none."""
    return next(iter(ids(explain(paste))), "")


@for_each(
    "host",
    [
        "api.trello.com/1/members/me",
        "api.statuspage.io/v1/pages",
        "api.opsgenie.com/v2/alerts",
        "api.atlassian.com/admin/v1/orgs",
        "api.atlassian.com/admin/v2/orgs/1/directories",
        "api.atlassian.com/scim/directory/1/Users",
        "api.atlassian.com/users/1/manage/profile",
    ],
)
def test_an_api_with_a_credential_of_its_own_is_named(host: str) -> None:
    """No kind of API token is blamed there, and the request tells an API token from another secret."""
    for words in ("Unauthorized", '{"code":401,"message":"Unauthorized"}', "invalid key (HTTP status: 401)"):
        found = explain(f"GET https://{host}\nHTTP/1.1 401\n{words}\n")
        assert "own-credential" == found.reasons[0].cause.id
        assert "What it takes: " in found.reasons[0].remedy
        assert "manage-profile" not in found.reasons[0].remedy  # no API token of a person is the remedy
        assert not {KIND} & {family(cause) for cause in ids(found)}
        assert "API token" in found.next.tells


@for_each("words", ["invalid_grant", "Unknown or invalid refresh token.", "the refresh token has expired"])
def test_an_oauth_grant_that_has_ended_is_named(words: str) -> None:
    """With and without the address of the login server, which is no wrong host."""
    for address in ("", "POST https://auth.atlassian.com/oauth/token\nHTTP/1.1 403\n"):
        assert "oauth-grant-ended" == first(f'{address}{{"error_description": "{words}"}}')
    assert "wrong-host" not in ids(explain("POST https://auth.atlassian.com/oauth/token\nHTTP/1.1 401\n"))


@for_each(
    "told",
    [
        "I made an API token with scopes.",
        "we use a scoped token now",
        "a scoped personal access token",
        "PATs with these scopes",
    ],
)
@for_each("answer", [f"401 {STRANGER}", f"404 {NOT_SHOWN}", "200 OK", "404 {'code': 'NOT_FOUND'}"])
@for_each("address", [f"GET {SITE}/rest/api/3/issue/A-1", "GET https://*****/rest/api/3/issue/A-1"])
def test_a_token_that_is_said_to_have_scopes_is_first(told: str, answer: str, address: str) -> None:
    """At a site, also if its name is hidden."""
    assert "scoped-token-at-site" == first(f"{told}\n{address}\n{answer}\n")


@for_each("told", ["I made an API token with scopes.", "we use a scoped token now"])
def test_a_token_with_scopes_is_not_blamed_at_the_gateway(told: str) -> None:
    """It belongs there."""
    assert "scoped-token-at-site" not in ids(explain(f"{told}\nGET {GATEWAY}/rest/api/3/myself\nHTTP/1.1 401\n"))


@for_each(
    "words",
    ["It works with an unscoped token.", "works fine when I use a token without scopes", "works using a classic token"],
)
def test_a_call_that_works_with_another_kind_of_token_decides(words: str) -> None:
    """Only the kind of the token differs."""
    assert ["scoped-token-at-site"] == ids(explain(f"GET {SITE}/rest/api/3/myself\n401 Unauthorized\n{words}\n"))


@for_each(
    "line",
    ['INFO "GET {} HTTP/1.1" {}', "GET {} -> {}", 'HTTP Request: GET {} "HTTP/1.1 {}"', "> GET {} HTTP/2\n< HTTP/2 {}"],
)
@for_each("path", ["/rest/api/3/myself", "/rest/api/3/issue/A-1", "/rest/agile/1.0/board"])
def test_a_token_that_works_at_the_gateway_alone_has_scopes(line: str, path: str) -> None:
    """The good answer there, and a refusal at the site in the same paste, are the proof."""
    good = line.format(f"{GATEWAY}/rest/api/3/field", "200 OK")
    assert "scoped-token-at-site" == first(f"{good}\n{line.format(SITE + path, '401 Unauthorized')}\n")


@for_each("number", ["401", "HTTP 401", "status: 401", "  401  "])
def test_a_number_alone_is_the_answer_of_the_call_before_it(number: str) -> None:
    """The option -w of curl prints it so."""
    good = f"$ curl -s -w '%{{http_code}}' {GATEWAY}/rest/api/3/myself\n200\n"
    assert "scoped-token-at-site" == first(f"{good}$ curl -s {SITE}/rest/api/3/myself\n{number}\n")


@for_each(
    "words",
    [
        'Warning: 299 - "Deprecated API, will be removed on Mon, 2 Dec 2024 00:00:00 GMT"',
        "The old API will be removed in a year.",
        "warning: deprecated endpoint, which will be removed",
    ],
)
def test_a_removal_to_come_is_no_removal(words: str) -> None:
    """The call was answered all the same."""
    assert "removed-operation" not in ids(explain(f"{words}\n403 Current user not permitted to use Confluence"))


@for_each(
    "words",
    ["Field 'x' does not exist or this field cannot be viewed by anonymous users.", "anonymous users cannot search"],
)
def test_a_server_that_speaks_of_a_stranger_is_believed(words: str) -> None:
    """A project that a stranger does not see may well exist."""
    found = explain(f"400 Bad Request\n{words}\nThe value 'A' does not exist for the field 'project'.")
    assert "token-not-sent" == found.reasons[0].cause.id
    assert "bad-request" not in ids(found)


@for_each(
    "user, causes",
    [("ada", {"wrong-key", "permission-project", "permission-content"}), ("anonymous", {"token-not-sent"})],
)
def test_the_user_that_a_server_of_ones_own_names_counts(user: str, causes: set[str]) -> None:
    """A known user is not the matter, and a stranger is."""
    assert first(f"HTTP/1.1 404\nX-AUSERNAME: {user}\n\n{NOT_SHOWN}") in causes


@for_each("name", ["JIRA_API_TOKEN", "ATLASSIAN_PASSWORD", "JIRA_USER_EMAIL", "CONFLUENCE_API_KEY"])
@for_each("value", ["", " ", " $JIRA_SECRET", " ${JIRA_SECRET}"])
def test_an_empty_variable_of_a_job_is_seen(name: str, value: str) -> None:
    """A service shows the environment of a job before its log; a value that is hidden is there."""
    log = f"env:\n  JIRA_BASE_URL: {SITE}\n  {name}:{{}}\n401 Client Error for url: {SITE}/rest/api/3/myself\n"
    assert "token-not-sent" == first(log.format(value))
    stamped = "".join(f"2026-03-01T10:11:12.3456789Z {line}\n" for line in log.format(value).splitlines())
    assert "token-not-sent" == first(stamped)
    assert "token-not-sent" != first(log.format(" ***"))


@for_each(
    "settings",
    [
        "EMAIL: me\nTOKEN: ***\nshell: bash\nSITE: one\nretries: 3",
        "Method: GET\nHeaders: none\nStoreSession: yes\nCredential: given\nKey: Value",
    ],
)
def test_a_list_of_settings_is_no_answer_with_all_headers(settings: str) -> None:
    """Only a whole answer shows that a header is missing from it."""
    facts = Facts.of(f"{settings}\nGET {SITE}/rest/api/3/myself\n401 {STRANGER}")
    assert "all-headers" not in facts.marks


@for_each("prefix", ["2026-01-02T03:04:05.678901Z ", "app_1  | ", "jira-sync-7d9 | "])
def test_what_a_service_puts_before_each_line_is_left_out(prefix: str) -> None:
    """The headers of a trace are read behind a time or the name of a container, and behind a colour."""
    trace = ["> GET /rest/api/3/myself HTTP/2", "> Host: nobodys.atlassian.net", "< HTTP/2 401"]
    trace += ["< x-seraph-loginreason: AUTHENTICATED_FAILED", "< server: AtlassianEdge"]
    for colour in ("{}", "\x1b[36;1m{}\x1b[0m", "{}\r"):
        facts = Facts.of("".join(f"{prefix}{colour.format(line)}\n" for line in trace))
        assert ("/rest/api/3/myself", 401) == (facts.failed.path, facts.status)
        assert {"x-seraph-loginreason", "server"} <= set(facts.headers)


@for_each("name", ["{cloudId}", "<cloud-id>", "{{cloud_id}}", "$CLOUD_ID", "[redacted]"])
def test_a_name_to_fill_in_is_a_part_of_an_address(name: str) -> None:
    """The path goes on after it, so the call is known, and the name is no wrong cloud id."""
    paste = f"GET https://api.atlassian.com/ex/jira/{name}/rest/agile/1.0/board\n401 Unauthorized; scope does not match"
    if name != "[redacted]":
        assert "missing-scope" == first(paste)
    assert "wrong-cloud-id" not in ids(explain(paste))


@for_each("host", ["<site>", "{site}", "$SITE", "your-site", "***"])
def test_a_site_to_fill_in_is_a_site(host: str) -> None:
    """It is no server of somebody's own."""
    assert "site" == Facts.of(f"GET https://{host}.atlassian.net/rest/api/3/project/search\n401").form


@pytest.mark.parametrize("path", ["/jira/rest/api/2/issue/A-1", "/browse/A-1", "/issues/1"])
def test_the_pages_of_a_server_of_ones_own_are_not_known(path: str) -> None:
    """It may have a part before its paths."""
    assert "page-for-people" not in Facts.of(f"GET https://jira.example.com{path}\nHTTP/1.1 403").marks


@for_each(
    "words, cause",
    [
        ("For security reasons you must log on to the website before continuing.", "captcha"),
        ("Could not create SSL/TLS secure channel.", "tls-interception"),
        ("400 The priority selected is invalid.", "bad-request"),
        ("Do you have enough permissions? The project is missing from create metadata.", "permission-project"),
    ],
)
def test_other_words_for_a_cause_are_known(words: str, cause: str) -> None:
    """Clients and servers say it in many ways."""
    assert cause == first(words)


@for_each(
    "answer",
    [f"401 {STRANGER}", f"404 {NOT_SHOWN}", "401\n< x-seraph-loginreason: AUTHENTICATED_FAILED", "403 Forbidden"],
)
def test_the_form_of_a_credential_counts_more_than_the_words_of_an_answer(answer: str) -> None:
    """A site says the same to everyone whom it does not know."""
    called = f"GET {SITE}/rest/api/3/issue/A-1\n{answer}\n"
    assert "service-account-at-site" == first(f"-u {ROBOT}:***\n{called}")
    assert "wrong-kind-of-secret" == first(f"key: {KEY}\n{called}")
    answered = f"GET {SITE}/rest/api/3/issue/A-1\nHTTP/1.1 404\nx-aaccountid: abc\n{NOT_SHOWN}"
    assert "wrong-kind-of-secret" not in ids(explain(f"key: {KEY}\n{answered}"))


def test_an_organization_key_is_no_wrong_secret_where_it_belongs() -> None:
    """There it is the key itself that is refused."""
    assert "wrong-kind-of-secret" not in ids(explain(f"GET https://api.atlassian.com/admin/v1/orgs\n401\nBearer {KEY}"))


@for_each("base", [f"{SITE}/wiki", f"{SITE}/wiki/", SITE, f"{SITE}/"])
def test_a_base_alone_is_no_removed_call(base: str) -> None:
    """Programs name it in their messages about other calls."""
    found = ids(explain(f"WARNING Can't find the page on {base}\nERROR HTTPError 404"))
    assert not {"removed-operation", "client-bug"} & set(found)
    assert {"permission-content", "wrong-key"} <= set(found)
