"""The body of an answer as it is written to a cassette."""

import json
from dataclasses import replace
from typing import Any

import pytest

from token_conformance.model.account import Account
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Product
from token_conformance.model.target import DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TRANSITION, Target
from token_conformance.model.tenant import SEEDED
from token_conformance.recording.placeholders import Placeholders
from token_conformance.recording.scrubbing import Scrubber

ACCOUNT = Account("conformance@example.com", "UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")

SITE = "https://made-up.atlassian.net"
CALLER = "000000:00000000-acc0-4000-8000-000000000001"
OTHER = "712020:00000000-acc0-4000-8000-000000000009"


@pytest.fixture
def jira(placeholders: Placeholders) -> Scrubber:
    """The scrubber of the Jira platform's cells."""
    return Scrubber(placeholders, Product.JIRA_PLATFORM)


def _body(scrubber: Scrubber, body: object, path: str = "/rest/api/3/myself", status: int = 200) -> Any:
    answer = scrubber.answer(Answer(SITE + path, status, {}, json.dumps(body).encode()))
    return answer.json()


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"summary": "Our secret plan"}, {"summary": "<text>"}),
        ({"description": ""}, {"description": ""}),
        ({"active": True, "parent": None}, {"active": True, "parent": None}),
        ({"accountId": CALLER}, {"accountId": "<account>"}),
        ({"accountId": "000000000000000000000009"}, {"accountId": "<account:1>"}),
        ({"emailAddress": "conformance@example.com"}, {"emailAddress": "<e-mail>"}),
        ({"emailAddress": "other@example.com"}, {"emailAddress": "<e-mail:1>"}),
        ({"displayName": "Zoë " + "Ó Briain"}, {"displayName": "<name:1>"}),
        ({"avatarUrls": {"48x48": f"{SITE}/a.png"}}, {"avatarUrls": {"48x48": "<picture>"}}),
        ({"created": "2026-01-05T09:00:00.000+0000"}, {"created": "<time>"}),
        ({"id": "10017"}, {"id": "<id>"}),
        ({"localId": "00000000-acc0-4000-8000-000000000009"}, {"localId": "<uuid:1>"}),
        ({"key": "CODE"}, {"key": "<project>"}),
        ({"key": "CODE-7"}, {"key": "<project>-<issue>"}),
        ({"key": "CODE-8"}, {"key": "<project>-<issue:1>"}),
        ({"key": "ELSE-8"}, {"key": "<issue:1>"}),
        ({"customfield_10035": "x"}, {"customfield_<id>": "<text>"}),
        ({"Team of Zoë": 1}, {"<text>": 2}),
        ({"maxResults": 50, "startAt": 0, "total": 0}, {"maxResults": 50, "startAt": 0, "total": 0}),
        ({"total": 17, "epochMillis": 1767603600000}, {"total": 2, "epochMillis": 2}),
        ({"deploymentType": "Cloud", "timeSpentSeconds": 60}, {"deploymentType": "Cloud", "timeSpentSeconds": 60}),
        ({"timeSpentSeconds": 3600}, {"timeSpentSeconds": 2}),
    ],
)
def test_a_member_is_kept_or_replaced_by_its_kind(
    jira: Scrubber, member: dict[str, Any], expected: dict[str, Any]
) -> None:
    """A value that is not listed becomes the placeholder of its kind."""
    assert expected == _body(jira, member)


def test_equal_values_stay_equal_within_an_exchange_and_start_anew_in_the_next(jira: Scrubber) -> None:
    """The cassettes do not depend on the order in which cells are recorded."""
    body = {"a": {"accountId": OTHER}, "b": {"accountId": OTHER}, "c": {"accountId": "000000000000000000000009"}}
    expected = {"a": {"accountId": "<account:1>"}, "b": {"accountId": "<account:1>"}, "c": {"accountId": "<account:2>"}}
    assert [expected, expected] == [_body(jira, body), _body(jira, body)]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (f"{SITE}/rest/api/3/issue/10000", "https://your-domain.atlassian.net/rest/api/3/issue/<id>"),
        (f"{SITE}/rest/api/3/user?accountId={CALLER}", "https://your-domain.atlassian.net/rest/api/3/user?accountId=<account>"),
        ("https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001/rest/api/3/issue/1",
         "https://api.atlassian.com/ex/jira/<cloud-id>/rest/api/3/issue/<id>"),
        ("/rest/api/3/project/CODE/Our+secret+plan", "/rest/api/3/project/<project>/<text>"),
        ("https://other.atlassian.net/rest/api/3/issue/1", "<url>"),
        ("https://secure.gravatar.com/avatar/0123", "<url>"),
        ("https://[broken", "<url>"),
    ],
)  # fmt: skip  # one case per line
def test_a_link_keeps_its_host_and_the_words_of_published_paths(jira: Scrubber, link: str, expected: str) -> None:
    """It shows whether the link has the same URL form; a title or a person in it is replaced."""
    assert expected == _body(jira, {"self": link})["self"]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([], []),
        ([{"key": "AAA"}, {"key": "BBB"}], [{"key": "<text>"}]),
        ([{"key": "AAA"}, {"key": "CODE"}], [{"key": "<project>"}]),
        ([{"key": "CODE-8"}, {"key": "CODE-7"}], [{"key": "<project>-<issue>"}]),
        ([{"accountId": OTHER}, {"accountId": CALLER}], [{"accountId": "<account>"}]),
        ([{"id": "labels"}, {"id": "summary"}], [{"id": "summary"}]),
    ],
)
def test_a_list_keeps_the_element_that_identifies_a_thing_best(
    jira: Scrubber, listed: list[dict[str, str]], expected: list[dict[str, str]]
) -> None:
    """The length of a list depends on the tenant; whether it is empty is kept."""
    assert {"values": expected} == _body(jira, {"values": listed})


def test_the_context_says_what_a_number_identifies(placeholders: Placeholders) -> None:
    """The desk and the type of request have the same id; a queue of this number is neither."""
    desk = Scrubber(placeholders, Product.JIRA_SERVICE_MANAGEMENT)
    path = "/rest/servicedeskapi/servicedesk/3/requesttype"
    listed = {"values": [{"id": "4", "serviceDeskId": "3"}, {"id": "3", "serviceDeskId": "3"}]}
    assert {"id": "<request-type>", "serviceDeskId": "<service-desk>"} == _body(desk, listed, path)["values"][0]
    assert {"id": "<service-desk>"} == _body(desk, {"id": "3"}, "/rest/servicedeskapi/servicedesk/3")
    assert {"id": "<id>"} == _body(desk, {"id": "3"}, "/rest/servicedeskapi/servicedesk/3/queue")


def test_a_number_stays_a_number(placeholders: Placeholders) -> None:
    """The tenant's own board is 1, and any other board is 2."""
    software = Scrubber(placeholders, Product.JIRA_SOFTWARE)
    path = "/rest/agile/1.0/board"
    assert {"id": 1} == _body(software, {"id": 1}, path)
    assert {"id": 2} == _body(software, {"id": 7}, path)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("Client must be authenticated to access this resource.",) * 2,
        (
            "Issue CODE-7 of Zoë is hidden in 'Our secret plan' 4711.",
            "Issue <project>-<issue> of <text> is <text> in '<text>",
        ),
        ("<html><head><title>HTTP Status 401</title></head><h1>made-up.atlassian.net</h1></html>",
         "<html><head><title>HTTP Status 401</title></head><h1>your-domain.atlassian.net</h1></html>"),
    ],
)  # fmt: skip  # one case per line
def test_only_listed_words_of_a_refusal_are_kept(jira: Scrubber, sent: str, expected: str) -> None:
    """A message identifies a refusal, but may quote anything of a tenant."""
    answer = jira.answer(Answer(f"{SITE}/rest", 401, {}, sent.encode()))
    assert answer.text.startswith(expected)
    assert not [word for word in ("Zoë", "secret", "plan", "4711") if word in answer.text]


@pytest.mark.parametrize("name", [DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TRANSITION])
def test_a_thing_that_was_created_for_a_cell_has_its_placeholder_in_a_sentence(
    jira: Scrubber, placeholders: Placeholders, name: str
) -> None:
    """A refusal may quote the thing of the request, and each recording then has the same text."""
    placeholders.add("4711", name)
    assert f"{name} is not valid for this issue." == jira.sentence("4711 is not valid for this issue.")


def test_the_messages_of_a_json_refusal_are_sentences_too(jira: Scrubber) -> None:
    """Listed words stay, and the name of a custom field is replaced."""
    body = {"code": 400, "errors": {"customfield_10035": "Team name is required."}}
    assert {"code": 400, "errors": {"customfield_<id>": "<text> name is required."}} == _body(jira, body, status=400)


@pytest.mark.parametrize("content", [b"A file of somebody's.", b"\xff\x00", b"<html>Log in</html>", b'{"half": '])
def test_the_content_of_a_file_is_replaced(jira: Scrubber, content: bytes) -> None:
    """The placeholder shows that there is content, and that it is not JSON."""
    assert b"<content>" == jira.answer(Answer(f"{SITE}/rest", 200, {}, content)).body


def test_an_empty_body_stays_empty(jira: Scrubber) -> None:
    """A success may have no content."""
    assert b"" == jira.answer(Answer(f"{SITE}/rest", 204, {}, b"")).body


def test_a_value_may_be_two_names(placeholders: Placeholders) -> None:
    """A space with the key of the project is the space in Confluence, and the project in Jira."""
    confluence = Scrubber(placeholders, Product.CONFLUENCE)
    assert {"key": "<space>"} == _body(confluence, {"key": "DOCS"}, "/wiki/api/v2/spaces")
    assert {"key": "<text>"} == _body(confluence, {"key": "CODE"}, "/wiki/api/v2/spaces")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/rest/api/3/search?jql=a&startAt=7&x%20y=1&of=", "/rest/api/3/search?jql=<text>&startAt=<id>&of="),
        ("/rest/agile/1.0/board/1/sprint/1", "/rest/agile/1.0/board/1/sprint/1"),
        ("/servicedesk/3/requesttype/3", "/servicedesk/<service-desk>/requesttype/<request-type>"),
        ("/request?serviceDeskId=3&limit=3", "/request?serviceDeskId=<service-desk>&limit=<id>"),
        ("/3", "/<id>"),
        ("3", "<id>"),
    ],
)  # fmt: skip  # one case per line
def test_a_link_has_a_placeholder_for_each_part_by_its_context(
    placeholders: Placeholders, link: str, expected: str
) -> None:
    """The context is a word of its path, or a parameter of its query."""
    desk = Scrubber(placeholders, Product.JIRA_SERVICE_MANAGEMENT)
    assert expected == _body(desk, {"self": link})["self"]


def test_different_values_of_a_kind_have_different_placeholders(jira: Scrubber) -> None:
    """So do two people, and two issues."""
    people = {"a": {"displayName": "Ann"}, "b": {"displayName": "Bob"}, "c": {"displayName": "Ann"}}
    assert ["<name:1>", "<name:2>", "<name:1>"] == [it["displayName"] for it in _body(jira, people).values()]
    issues = {"aKey": "ELSE-8", "bKey": "ELSE-9", "cKey": "ELSE-8"}
    assert ["<issue:1>", "<issue:2>", "<issue:1>"] == list(_body(jira, issues).values())


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/rest/agile/1.0/board", {"values": [{"id": 7}, {"id": 1}]}, {"values": [{"id": 1}]}),
        ("/rest/agile/1.0/board", {"sprint": {"id": 1}}, {"sprint": {"id": 1}}),
        ("/rest/agile/1.0/board", {"issue": {"id": 1}}, {"issue": {"id": 2}}),
        ("/rest/agile/1.0/board", {"issue": {"board": {"id": 1}}}, {"issue": {"board": {"id": 1}}}),
        ("/rest/agile/1.0/board", {"board": {"issue": {"id": 1}}}, {"board": {"issue": {"id": 2}}}),
        ("/rest/agile/1.0/issue", {"board": {"values": [{"id": 1}]}}, {"board": {"values": [{"id": 1}]}}),
        ("/rest/agile/1.0/sprint", {"originBoardId": 1}, {"originBoardId": 1}),
        ("/rest/agile/1.0/sprint", {"originBoardId": "1"}, {"originBoardId": "<id>"}),
        ("/rest/agile/1.0/sprint", [{"originBoardId": 7}, {"originBoardId": 1}], [{"originBoardId": 2}]),
        ("/nothing/published", {"id": 1}, {"id": 2}),
    ],
)  # fmt: skip  # one case per line
def test_the_kind_of_an_id_is_that_of_its_context(
    placeholders: Placeholders, path: str, body: object, expected: object
) -> None:
    """The context is the member around it, or else the URL of the request."""
    assert expected == _body(Scrubber(placeholders, Product.JIRA_SOFTWARE), body, path)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([{}, {"key": "CODE"}], {"key": "<project>"}),
        ([[], [{"key": "AAA"}], [{"key": "CODE"}]], [{"key": "<project>"}]),
        ([{"a": []}, {"a": [{"key": "CODE"}]}], {"a": [{"key": "<project>"}]}),
        (["CODE", {"key": "AAA"}], "<project>"),
        ([{"accountId": CALLER}, {"key": "CODE"}, {"key": "CODE-7"}], {"key": "<project>-<issue>"}),
        ([{"key": "CODE"}, {"id": "summary"}], {"id": "summary"}),
        ([{"key": "CODE-7"}, {"id": "summary"}], {"id": "summary"}),
        ([{"accountId": CALLER, "a": 1}, {"accountId": CALLER, "a": [1]}], {"accountId": "<account>", "a": 2}),
        ([True, {"key": "CODE"}], {"key": "<project>"}),
    ],
)  # fmt: skip  # one case per line
def test_the_most_specific_element_of_a_list_is_kept(jira: Scrubber, listed: list[object], expected: object) -> None:
    """The name may be at any depth; the first of equal elements is kept."""
    assert [expected] == _body(jira, {"values": listed})["values"]


def test_a_thing_that_was_created_for_the_cell_is_the_most_specific(jira: Scrubber, placeholders: Placeholders) -> None:
    """The requirement checks it, even if the tenant's own issue is listed too."""
    placeholders.add("CODE-17", DISPOSABLE_ISSUE)
    listed = [{"key": "CODE-7"}, {"key": "CODE-17"}]
    assert [{"key": DISPOSABLE_ISSUE}] == _body(jira, {"values": listed})["values"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Our plan", "<text>"),
        (7, 2),
        ([["a"], ["b"]], [["<text>"]]),
        ([{"displayName": "Ann"}], [{"displayName": "<name:1>"}]),
        ({"48x48": "a"}, {"48x48": "<text>"}),
        ({"iconUrl": {"16x16": "a"}}, {"iconUrl": {"16x16": "<picture>"}}),
        ({"a": {"iconUrl": {"16x16": "a"}}}, {"a": {"iconUrl": {"16x16": "<picture>"}}}),
        ({"iconUrl": {"a": {"16x16": "a"}}}, {"iconUrl": {"a": {"16x16": "<text>"}}}),
        ({"CODE": 1, "a b": 1}, {"<project>": 2, "<text>": 2}),
    ],
)  # fmt: skip  # one case per line
def test_a_document_of_any_shape_is_scrubbed(jira: Scrubber, body: object, expected: object) -> None:
    """It need not be an object, and users may have chosen the names of its members."""
    assert expected == _body(jira, body)


def test_a_document_is_written_without_spaces(jira: Scrubber) -> None:
    """Its keys are sorted, so equal answers are equal bytes, and its characters are not escaped."""
    answer = jira.answer(Answer(f"{SITE}/rest", 404, {}, '{"b": "\u2013", "a": [1, 2]}'.encode()))
    assert b'{"a":[2],"b":"<text>"}' == answer.body


def test_a_character_is_not_escaped(jira: Scrubber) -> None:
    """Only the name of a parameter may have one."""
    answer = jira.answer(Answer(f"{SITE}/rest", 200, {}, '{"self": "/rest/api/3/search?aé=1"}'.encode()))
    assert '{"self":"/rest/api/3/search?aé=<id>"}'.encode() == answer.body


def test_a_name_that_is_a_word_of_the_paths_is_not_a_context() -> None:
    """A thing in a space whose key is `pages` is not a page."""
    placeholders = Placeholders(Target("edge", replace(SEEDED, space_key="pages"), ACCOUNT))
    confluence = Scrubber(placeholders, Product.CONFLUENCE)
    assert {"id": "<id>"} == _body(confluence, {"id": SEEDED.page_id}, "/wiki/rest/api/space/pages")
