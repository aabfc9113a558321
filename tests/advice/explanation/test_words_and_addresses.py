"""What the words of runtimes and logs, the form of a token, and an address that is wrong or cut off tell of a cause."""

from for_each import for_each
from symptoms import ids
from token_conformance.advice import explain
from token_conformance.advice.explanation.facts import Facts

SITE = "https://nobodys.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/00000000-0000-4000-8000-000000000000"


def first(paste: str) -> str:
    """The first cause of an explanation; empty if it has none."""
    return next(iter(ids(explain(paste))), "")


@for_each("form", [SITE, GATEWAY])
@for_each("status", [401, 403])
def test_a_token_of_a_person_that_is_sent_as_bearer_is_told_by_its_form(form: str, status: int) -> None:
    """It is no access token then, though it is sent as one."""
    paste = (
        f'curl -H "Authorization: Bearer ATA{"TT"}****" {form}/rest/api/3/myself\ncurl: (22) returned error: {status}'
    )
    assert "bearer-instead-of-basic" == first(paste)
    assert "oauth-token-at-site" not in ids(explain(paste))


@for_each(
    "words",
    [
        "** (HTTPoison.Error) :nxdomain",
        "A server with the specified hostname could not be found.",
        "SocketException: Failed host lookup: 'jira'",
        "dns error: failed to lookup address information",
        "500 Can't connect to HOST:443 (Bad hostname)",
    ],
)
def test_a_host_that_is_not_found_is_told_by_the_words_of_many_runtimes(words: str) -> None:
    """Of Erlang, Swift, Dart, Rust and Perl, besides the usual ones."""
    assert "wrong-host" == first(f"GET {SITE}/rest/api/3/myself\n{words}\n")


@for_each("end", ["/wiki/rest/api/ ...", "/wiki/rest/api/...", "/wiki/api/v2/pa… (cut off)"])
@for_each("base", [SITE, GATEWAY.replace("jira", "confluence")])
def test_an_address_that_is_cut_off_is_no_wrong_one(base: str, end: str) -> None:
    """Only its base is known, so neither is it called removed or unpublished, nor its product is forgotten."""
    facts = Facts.of(f"GET {base}{end}\n404 Not Found")
    assert not {"unpublished", "gone", "misspelt", "rest-missing", "no-cloud-id"} & facts.marks
    assert "confluence" == facts.product


def test_three_dots_after_a_whole_address_cut_nothing_off() -> None:
    """Many programs write so of what they begin to do."""
    assert "/rest/api/3/myself" == Facts.of(f"GET {SITE}/rest/api/3/myself ... 401").failed.path


@for_each("words", ["You are not authorized to create users", "user lacks permission to delete groups"])
def test_what_only_an_administrator_does_is_named(words: str) -> None:
    """Users and groups are the matter of a site, and not of a project."""
    assert "permission-admin" == first(f'POST {SITE}/rest/api/3/user -> 403 {{"errorMessages":["{words}"]}}')


def test_an_address_with_a_wrong_base_is_the_cause_whatever_the_answer_says() -> None:
    """Confluence's newer API says of such an address what it says of a page that is not there."""
    assert "wrong-base-url" == first(f'GET {SITE}/wiki/wiki/api/v2/pages/1 404 {{"errors":[{{"code":"NOT_FOUND"}}]}}')


def test_the_path_of_a_search_names_no_error_of_its_query() -> None:
    """A connection that failed has had no answer that could name one."""
    assert "network" == first("Max retries exceeded with url: /rest/api/3/search/jql (Caused by ConnectTimeoutError())")
    assert "bad-request" == first(f"GET {SITE}/rest/api/3/search/jql 400 Error: JQL has a syntax error")


@for_each("words", ["refresh_token is invalid", "The refresh token has expired"])
def test_a_refresh_token_that_ended_is_named_however_it_is_written(words: str) -> None:
    """As people write it, and as the parameter of the call is called."""
    assert "oauth-grant-ended" == first(f"POST https://auth.atlassian.com/oauth/token 403 {words}")


@for_each(
    "record",
    [
        'level=error msg="request" method={0} url={1} status={2} body="{3}"',
        '{{"method": "{0}", "url": "{1}", "status": {2}, "body": "{3}"}}',
    ],
)
def test_each_line_of_a_log_of_names_and_values_is_an_exchange(record: str) -> None:
    """The first one that failed is explained, by its own words."""
    page = f"{SITE}/wiki/api/v2/pages/1"
    lines = [
        ("GET", page, 200, ""),
        ("PUT", page, 409, "Version must be incremented"),
        ("DELETE", page, 404, "NOT_FOUND"),
    ]
    paste = "\n".join(record.format(*line) for line in lines)
    assert [200, 409, 404] == [one.status for one in Facts.of(paste).exchanges]
    assert "bad-request" == first(paste)
