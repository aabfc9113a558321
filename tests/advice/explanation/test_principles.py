"""What an explanation never says, whatever else a paste shows."""

import pytest

from symptoms import KIND, family, ids
from token_conformance.advice import explain

SITE = "https://nobodys.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/00000000-0000-4000-8000-000000000000"
PATHS = ["/rest/api/3/issue/ABC-1", "/rest/api/3/project/search", "/wiki/api/v2/pages/1", "/rest/agile/1.0/board"]


def trace(url: str, status: int, *lines: str) -> str:
    """What a log shows of a call."""
    return "\n".join([f"GET {url}", f"HTTP/1.1 {status}", *lines])


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 409])
@pytest.mark.parametrize("path", PATHS)
def test_an_answer_that_names_the_account_is_not_a_matter_of_the_token(path: str, status: int) -> None:
    """Neither the credential, nor its scheme, nor its kind is a cause, though the words of the answer could mean it."""
    paste = trace(SITE + path, status, "x-aaccountid: abc", "", "Issue does not exist or you do not have permission")
    families = {family(cause) for cause in ids(explain(paste))}
    assert families
    assert not {"credential", "scheme", KIND} & families


@pytest.mark.parametrize("path", PATHS)
def test_a_scope_that_does_not_match_proves_that_the_credential_is_good(path: str) -> None:
    """The gateway says so only after it has let the token in."""
    found = ids(explain(trace(GATEWAY + path, 401, "", "Unauthorized; scope does not match")))
    assert "missing-scope" in found
    assert not {"credential", "scheme"} & {family(cause) for cause in found}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 415, 429, 500, 502])
def test_nobody_speaks_of_scopes_at_a_site(status: int) -> None:
    """A site does not look at scopes."""
    assert "missing-scope" not in ids(explain(trace(f"{SITE}/rest/api/3/issue/ABC-1", status)))


ELSEWHERE = [
    f"{GATEWAY}/rest/api/3/issue/ABC-1",
    "https://api.atlassian.com/rest/api/3/issue/ABC-1",
    "https://api.bitbucket.org/2.0/repositories/nobody",
    "https://mcp.atlassian.com/v1/mcp",
]
WORDS = [
    "User not permitted to use Confluence",
    "Issue does not exist or you do not have permission to see it.",
    "Page not found or no permission to view it",
    "The value 'ABC' does not exist for the field 'project'.",
    "Client must be authenticated to access this resource.",
    "You do not have permission to create issues in this project.",
    "",
]


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404])
@pytest.mark.parametrize("url", ELSEWHERE)
def test_nobody_speaks_of_the_site_where_the_call_goes_elsewhere(url: str, status: int) -> None:
    """No token was sent to a site then, whatever the answer says."""
    found = {words: ids(explain(trace(url, status, "", words))) for words in WORDS}
    assert {} == {words: causes for words, causes in found.items() if any("-at-site" in cause for cause in causes)}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_change_that_is_answered_with_200_is_no_silent_failure(method: str) -> None:
    """A site lets no stranger change anything, so it did what was asked."""
    assert [] == ids(explain(f"{method} {SITE}/rest/api/3/issue/ABC-1\nHTTP/1.1 200\n"))


@pytest.mark.parametrize("status", [200, 401, 403, 404, 429])
def test_a_header_counts_more_than_a_status(status: int) -> None:
    """The CAPTCHA is the only cause, though the status could mean more."""
    found = explain(trace(f"{SITE}/rest/api/3/myself", status, "x-authentication-denied-reason: CAPTCHA_CHALLENGE"))
    assert ["captcha"] == ids(found)


def test_another_call_that_works_clears_the_token() -> None:
    """A login that was answered before cannot be wrong in the next call."""
    good = trace(f"{SITE}/rest/api/3/myself", 200, "x-aaccountid: abc", "")
    found = ids(explain(f"{good}\n{trace(f'{SITE}/rest/api/3/issue/ABC-1', 404)}"))
    assert not {"credential", "scheme", KIND} & {family(cause) for cause in found}


@pytest.mark.parametrize("header", ["ratelimit", "x-ratelimit-remaining", "X-RateLimit-Limit", "x-rate-limit-reset"])
def test_a_header_about_limits_is_no_limit_that_was_reached(header: str) -> None:
    """Good answers have it too."""
    assert "rate-limit" not in ids(explain(trace(f"{SITE}/rest/api/3/myself", 200, f'{header}: "burst";r=349', "")))


@pytest.mark.parametrize(
    "words",
    [
        "Token may be expired or invalid. Please verify credentials.",
        "your API token might have been revoked",
        "401: the credentials could be expired, check them",
        "check that the token has not expired",
    ],
)
def test_the_guess_of_a_program_is_no_proof(words: str) -> None:
    """A token has only ended for certain where the text says so."""
    found = explain(f"ERROR 401 {words}")
    assert [] == [one.cause.id for one in found.reasons if one.likelihood == "likely"]


def test_the_words_of_git_are_those_with_its_address() -> None:
    """Other programs also say that the authentication failed for something."""
    assert "bitbucket-git-user" not in ids(explain("Authentication failed for Confluence (401)"))
    assert "bitbucket-git-user" in ids(explain("fatal: Authentication failed for 'https://bitbucket.org/a/b.git/'"))


@pytest.mark.parametrize("path", PATHS)
def test_a_credential_that_was_added_later_is_not_missing(path: str) -> None:
    """An answer that names the account is explained, though the request as noted has no credential."""
    paste = f"> GET {path} HTTP/1.1\n> Host: nobodys.atlassian.net\n> accept: */*\n> connection: close\n"
    found = ids(explain(f"{paste}< HTTP/1.1 404\n< x-aaccountid: abc\n<\n"))
    assert found
    assert "token-not-sent" not in found
