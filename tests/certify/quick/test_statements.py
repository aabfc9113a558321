"""What a quick look says follows from what was seen, and a model that knows nothing blames nobody."""

import pytest

from quick_looks import ACCEPTED, AT_GATEWAY, look, one
from token_conformance.certify.observation.observation import Observation, Place
from token_conformance.certify.quick.look import FIRST
from token_conformance.certify.quick.statements import Mark, not_served, statements_of
from token_conformance.edge.server import untunnelled
from token_conformance.model.cell import Credential

SCOPED_WORKS = AT_GATEWAY | {"status": 200}
NOT_SERVED = {"status": 501}
UNTUNNELLED = AT_GATEWAY | {"status": 501, "not_modelled": untunnelled.SENTENCE}
REDIRECTED = AT_GATEWAY | {"status": 302}
FOREIGN = {"host": "files.example.com", "path": "/x", "status": 200}
PLAIN = AT_GATEWAY | {"scheme": "http", "status": 421}
LAST = ". Its last call was GET SITE.atlassian.net/rest/api/3/myself, answered 401"

CASES = [
    (one("scoped-gateway", SCOPED_WORKS), Mark.GOOD, "worked with a scoped token at the gateway"),
    (
        one("scoped-gateway", AT_GATEWAY, status=1, output="Error: no"),
        Mark.BAD,
        "did not work with a scoped token at the gateway: it failed (“Error: no”)",
    ),
    (one("scoped-gateway", AT_GATEWAY), Mark.BAD, "at the gateway: it ended with status 0. Its last call was GET"),
    (
        one("scoped-gateway", AT_GATEWAY | NOT_SERVED, status=1),
        Mark.UNSEEN,
        "whether it works with a scoped token at the gateway: the model does not serve all that it called",
    ),
    (
        one("scoped-gateway", {}, status=1),
        Mark.BAD,
        "did not use the gateway's URL, and called the site with a scoped token: your command has {site_url}; write",
    ),
    (one("scoped-site", SCOPED_WORKS), Mark.GOOD, "found the gateway by itself from the site's URL"),
    (one("scoped-site", {}), Mark.BAD, f"ended as a success (status 0) with a scoped token at the site{LAST}"),
    (one("scoped-site", {}, status=1, output="401 Unauthorized"), Mark.GOOD, "at the site, and spoke of authent"),
    (
        one("scoped-site", {}, status=1, output=" "),
        Mark.BAD,
        "failed with a scoped token at the site without a word",
    ),
    (
        one("scoped-site", {}, status=1, output="It does not exist"),
        Mark.BAD,
        "failed with a scoped token at the site, and did not speak of authentication (“It does not exist”)",
    ),
    (one("scoped-site", NOT_SERVED), Mark.UNSEEN, "what it says with a scoped token at the site"),
    (one("scoped-site", {"path": "/rest/api/3/serverInfo", "status": 200}), Mark.UNSEEN, "what it says with a scoped"),
    (one("invalid-site", {}), Mark.BAD, "ended as a success (status 0) with an invalid token at the site"),
    (one("lacking-gateway", AT_GATEWAY), Mark.BAD, "ended as a success (status 0) without the scope that it needs"),
    (one("lacking-gateway", AT_GATEWAY, status=1), Mark.GOOD, "failed without the scope that it needs"),
    (
        one("untrusted-certificate", SCOPED_WORKS),
        Mark.BAD,
        "trusted a certificate of an authority that nobody trusts and sent the token",
    ),
    (one("untrusted-certificate", UNTUNNELLED, status=1), Mark.UNSEEN, "whether it trusts a certificate of an"),
    (one("untrusted-certificate", untrusted=1, status=1), Mark.GOOD, "refused a certificate of an authority that nob"),
    (one("untrusted-certificate", status=1), Mark.UNSEEN, "whether it trusts a certificate of an authority that"),
    (one("other-name-certificate", SCOPED_WORKS), Mark.BAD, "trusted a certificate of another host and sent the token"),
    (one("other-name-certificate", untrusted=1, status=1), Mark.GOOD, "refused a certificate of another host"),
    (one("other-name-certificate", status=1), Mark.UNSEEN, "whether it trusts a certificate of another host"),
    (
        one("redirect-to-foreign", REDIRECTED, FOREIGN),
        Mark.BAD,
        "sent the token to a foreign host: GET files.example.com/x, answered 200",
    ),
    (one("redirect-to-foreign", REDIRECTED), Mark.GOOD, "sent the token to no foreign host, though an answer pointed"),
    (one("redirect-to-foreign", SCOPED_WORKS), Mark.UNSEEN, "whether it sends the token to a foreign host: no answer"),
    (one("next-foreign", SCOPED_WORKS, FOREIGN), Mark.BAD, "sent the token to a foreign host"),
    (one("redirect-to-plain-http", REDIRECTED, PLAIN), Mark.BAD, "sent the token over plain http: GET http://api"),
    (one("redirect-to-plain-http", REDIRECTED), Mark.GOOD, "sent no token over plain http, though an answer pointed"),
    (
        one("scoped-gateway", SCOPED_WORKS | {"places": (Place.HEADER, Place.URL)}),
        Mark.BAD,
        "sent the token in the url of GET api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/myself",
    ),
    (one("noisy", output="sent <token>", status=1), Mark.BAD, "put out the token: “sent <token>”"),
    (one("noisy", output="sent", status=1), Mark.GOOD, "put out the token nowhere"),
]


@pytest.mark.parametrize(("seen", "mark", "sentence"), CASES)
def test_each_thing_that_was_seen_is_said(seen: Observation, mark: Mark, sentence: str) -> None:
    """The mark and the sentence follow from one observation, beside a command that works."""
    [said] = [each for each in statements_of(look(seen)) if sentence in each.sentence]
    assert mark is said.mark


def test_what_it_also_says_when_it_works_does_not_speak_of_authentication() -> None:
    """A warning for its author, or a banner, is put out with each call."""
    always = "Connecting with your token"
    first = one(FIRST, {"status": 200} | ACCEPTED, output=always)
    failed = one("scoped-site", {}, status=1, output=f"{always}\n404")
    said = [each.sentence for each in statements_of(look(failed, first=first)) if each.mark is Mark.BAD]
    assert ["failed with a scoped token at the site, and did not speak of authentication"] == [
        sentence.partition(" (")[0] for sentence in said
    ]


def test_nothing_is_concluded_from_a_command_that_never_worked() -> None:
    """Its failures may come from what it asks for, so no token and no URL form is blamed."""
    first = one(FIRST, {"credential": Credential.UNSCOPED, "status": 404}, status=1, output="No such thing")
    others = [one("scoped-gateway", AT_GATEWAY, status=1), one("scoped-site", {}, status=1)]
    said = statements_of(look(*others, first=first))
    assert [Mark.UNSEEN, Mark.GOOD] == [each.mark for each in said]
    assert said[0].sentence.startswith("did not work with an unscoped token at the site: it failed (“No such thing”)")


def test_a_scope_that_was_not_needed_is_no_statement() -> None:
    """The scope that is left out is that of reading issues or pages; other calls work without it."""
    said = statements_of(look(one("lacking-gateway", SCOPED_WORKS)))
    assert not [each for each in said if "scope that it needs" in each.sentence]


def test_a_request_to_another_host_without_the_token_is_nothing() -> None:
    """What carries no credential can go anywhere."""
    request = FOREIGN | {"credential": Credential.NONE, "places": ()}
    said = statements_of(look(one("redirect-to-foreign", REDIRECTED, request)))
    assert {Mark.GOOD} == {each.mark for each in said}


def test_what_the_model_does_not_serve_is_listed_once() -> None:
    """The line names method and path, without the names of the tenant."""
    calls = look(one("scoped-gateway", AT_GATEWAY | NOT_SERVED), one("scoped-site", ACCEPTED | NOT_SERVED, NOT_SERVED))
    paths = "api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/myself", "SITE.atlassian.net/rest/api/3/myself"
    assert [f"GET {path}" for path in paths] == not_served(calls)
