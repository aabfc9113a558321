"""What a cassette keeps of an answer's body."""

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
def jira(references: Placeholders) -> Scrubber:
    """The scrubber of the Jira platform's cells."""
    return Scrubber(references, Product.JIRA_PLATFORM)


def _body(scrubber: Scrubber, body: object, path: str = "/rest/api/3/myself", status: int = 200) -> Any:
    answer = scrubber.answer(Answer(SITE + path, status, {}, json.dumps(body).encode()))
    return answer.json()


@pytest.mark.parametrize(
    ("member", "kept"),
    [
        ({"summary": "Our secret plan"}, {"summary": "<text>"}),
        ({"description": ""}, {"description": ""}),
        ({"active": True, "parent": None}, {"active": True, "parent": None}),
        ({"accountId": CALLER}, {"accountId": "<account>"}),
        ({"accountId": "000000000000000000000009"}, {"accountId": "<account:1>"}),
        ({"emailAddress": "conformance@example.com"}, {"emailAddress": "<e-mail>"}),
        ({"emailAddress": "other@example.com"}, {"emailAddress": "<e-mail:1>"}),
        ({"displayName": "Zoë Ó Briain"}, {"displayName": "<name:1>"}),
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
def test_a_member_is_kept_as_what_it_is(jira: Scrubber, member: dict[str, Any], kept: dict[str, Any]) -> None:
    """What is not listed becomes a reference of its kind, whatever stands in it."""
    assert kept == _body(jira, member)


def test_equal_values_stay_equal_within_an_exchange_and_start_anew_in_the_next(jira: Scrubber) -> None:
    """The order in which cells are recorded leaves no trace."""
    body = {"a": {"accountId": OTHER}, "b": {"accountId": OTHER}, "c": {"accountId": "000000000000000000000009"}}
    kept = {"a": {"accountId": "<account:1>"}, "b": {"accountId": "<account:1>"}, "c": {"accountId": "<account:2>"}}
    assert [kept, kept] == [_body(jira, body), _body(jira, body)]


@pytest.mark.parametrize(
    ("link", "kept"),
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
)  # fmt: skip  # a case a line
def test_a_link_keeps_its_host_and_the_words_of_published_paths(jira: Scrubber, link: str, kept: str) -> None:
    """Whether it stays on the URL form can be told; a title or a person in it cannot."""
    assert kept == _body(jira, {"self": link})["self"]


@pytest.mark.parametrize(
    ("listed", "kept"),
    [
        ([], []),
        ([{"key": "AAA"}, {"key": "BBB"}], [{"key": "<text>"}]),
        ([{"key": "AAA"}, {"key": "CODE"}], [{"key": "<project>"}]),
        ([{"key": "CODE-8"}, {"key": "CODE-7"}], [{"key": "<project>-<issue>"}]),
        ([{"accountId": OTHER}, {"accountId": CALLER}], [{"accountId": "<account>"}]),
        ([{"id": "labels"}, {"id": "summary"}], [{"id": "summary"}]),
    ],
)
def test_a_list_keeps_the_element_that_is_looked_for(
    jira: Scrubber, listed: list[dict[str, str]], kept: list[dict[str, str]]
) -> None:
    """A tenant's lists are as long as they are; whether one is empty stays to be seen."""
    assert {"values": kept} == _body(jira, {"values": listed})


def test_a_number_means_what_its_place_says(references: Placeholders) -> None:
    """The desk and the type of request have the same id, and a queue of that number is neither."""
    desk = Scrubber(references, Product.JIRA_SERVICE_MANAGEMENT)
    path = "/rest/servicedeskapi/servicedesk/3/requesttype"
    listed = {"values": [{"id": "4", "serviceDeskId": "3"}, {"id": "3", "serviceDeskId": "3"}]}
    assert {"id": "<request-type>", "serviceDeskId": "<service-desk>"} == _body(desk, listed, path)["values"][0]
    assert {"id": "<service-desk>"} == _body(desk, {"id": "3"}, "/rest/servicedeskapi/servicedesk/3")
    assert {"id": "<id>"} == _body(desk, {"id": "3"}, "/rest/servicedeskapi/servicedesk/3/queue")


def test_a_number_stays_a_number(references: Placeholders) -> None:
    """The tenant's own board is 1, and any other is 2."""
    software = Scrubber(references, Product.JIRA_SOFTWARE)
    path = "/rest/agile/1.0/board"
    assert {"id": 1} == _body(software, {"id": 1}, path)
    assert {"id": 2} == _body(software, {"id": 7}, path)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Client must be authenticated to access this resource.",) * 2,
        (
            "Issue CODE-7 of Zoë is hidden in 'Our secret plan' 4711.",
            "Issue <project>-<issue> of <text> is <text> in '<text>",
        ),
        ("<html><head><title>HTTP Status 401</title></head><h1>made-up.atlassian.net</h1></html>",
         "<html><head><title>HTTP Status 401</title></head><h1>your-domain.atlassian.net</h1></html>"),
    ],
)  # fmt: skip  # a case a line
def test_of_a_refusal_only_listed_words_are_kept(jira: Scrubber, sent: str, kept: str) -> None:
    """A message is what a refusal is known by, and may quote anything."""
    answer = jira.answer(Answer(f"{SITE}/rest", 401, {}, sent.encode()))
    assert answer.text.startswith(kept)
    assert not [word for word in ("Zoë", "secret", "plan", "4711") if word in answer.text]


@pytest.mark.parametrize("name", [DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TRANSITION])
def test_what_was_made_for_a_cell_keeps_its_name_in_a_sentence(
    jira: Scrubber, references: Placeholders, name: str
) -> None:
    """A refusal may quote what it was asked for, and says the same of it in each recording."""
    references.add("4711", name)
    assert f"{name} is not valid for this issue." == jira.sentence("4711 is not valid for this issue.")


def test_the_messages_of_a_json_refusal_are_sentences_too(jira: Scrubber) -> None:
    """Known words stay, the name of somebody's field does not."""
    body = {"code": 400, "errors": {"customfield_10035": "Team name is required."}}
    assert {"code": 400, "errors": {"customfield_<id>": "<text> name is required."}} == _body(jira, body, status=400)


@pytest.mark.parametrize("content", [b"A file of somebody's.", b"\xff\x00", b"<html>Log in</html>", b'{"half": '])
def test_the_content_of_a_file_is_not_kept(jira: Scrubber, content: bytes) -> None:
    """That there is one can be told, and that it is no JSON."""
    assert b"<content>" == jira.answer(Answer(f"{SITE}/rest", 200, {}, content)).body


def test_an_empty_body_stays_empty(jira: Scrubber) -> None:
    """A success without content is one."""
    assert b"" == jira.answer(Answer(f"{SITE}/rest", 204, {}, b"")).body


def test_one_value_may_be_two_names(references: Placeholders) -> None:
    """A space that has the key of the project is the space in Confluence, and the project in Jira."""
    confluence = Scrubber(references, Product.CONFLUENCE)
    assert {"key": "<space>"} == _body(confluence, {"key": "DOCS"}, "/wiki/api/v2/spaces")
    assert {"key": "<text>"} == _body(confluence, {"key": "CODE"}, "/wiki/api/v2/spaces")


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("/rest/api/3/search?jql=a&startAt=7&x%20y=1&of=", "/rest/api/3/search?jql=<text>&startAt=<id>&of="),
        ("/rest/agile/1.0/board/1/sprint/1", "/rest/agile/1.0/board/1/sprint/1"),
        ("/servicedesk/3/requesttype/3", "/servicedesk/<service-desk>/requesttype/<request-type>"),
        ("/request?serviceDeskId=3&limit=3", "/request?serviceDeskId=<service-desk>&limit=<id>"),
        ("/3", "/<id>"),
        ("3", "<id>"),
    ],
)  # fmt: skip  # a case a line
def test_a_link_has_a_reference_for_each_part_by_its_place(references: Placeholders, link: str, kept: str) -> None:
    """Behind a word of its path, or as a parameter of its query."""
    desk = Scrubber(references, Product.JIRA_SERVICE_MANAGEMENT)
    assert kept == _body(desk, {"self": link})["self"]


def test_different_values_of_a_kind_are_told_apart(jira: Scrubber) -> None:
    """Two people are two, and so are two issues."""
    people = {"a": {"displayName": "Ann"}, "b": {"displayName": "Bob"}, "c": {"displayName": "Ann"}}
    assert ["<name:1>", "<name:2>", "<name:1>"] == [it["displayName"] for it in _body(jira, people).values()]
    issues = {"aKey": "ELSE-8", "bKey": "ELSE-9", "cKey": "ELSE-8"}
    assert ["<issue:1>", "<issue:2>", "<issue:1>"] == list(_body(jira, issues).values())


@pytest.mark.parametrize(
    ("path", "body", "kept"),
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
)  # fmt: skip  # a case a line
def test_an_id_is_of_what_it_stands_in(references: Placeholders, path: str, body: object, kept: object) -> None:
    """The member around it says of which kind it is, or else the URL that was asked."""
    assert kept == _body(Scrubber(references, Product.JIRA_SOFTWARE), body, path)


@pytest.mark.parametrize(
    ("listed", "kept"),
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
)  # fmt: skip  # a case a line
def test_of_a_list_the_element_is_kept_that_says_most(jira: Scrubber, listed: list[object], kept: object) -> None:
    """However deep in it the name stands; of equal ones the first."""
    assert [kept] == _body(jira, {"values": listed})["values"]


def test_what_was_made_for_the_cell_is_looked_for_before_all_else(jira: Scrubber, references: Placeholders) -> None:
    """It is what the requirement asks for, also where the tenant's own issue is listed."""
    references.add("CODE-17", DISPOSABLE_ISSUE)
    listed = [{"key": "CODE-7"}, {"key": "CODE-17"}]
    assert [{"key": DISPOSABLE_ISSUE}] == _body(jira, {"values": listed})["values"]


@pytest.mark.parametrize(
    ("body", "kept"),
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
)  # fmt: skip  # a case a line
def test_a_document_of_any_shape_is_kept(jira: Scrubber, body: object, kept: object) -> None:
    """Also one that is no object, and one whose members are named by somebody."""
    assert kept == _body(jira, body)


def test_a_document_is_written_as_short_as_it_can_be(jira: Scrubber) -> None:
    """Sorted, so that equal answers are equal bytes, and with characters as they are."""
    answer = jira.answer(Answer(f"{SITE}/rest", 404, {}, '{"b": "\u2013", "a": [1, 2]}'.encode()))
    assert b'{"a":[2],"b":"<text>"}' == answer.body


def test_a_character_is_written_as_itself(jira: Scrubber) -> None:
    """Where one is kept at all: in the name of a parameter."""
    answer = jira.answer(Answer(f"{SITE}/rest", 200, {}, '{"self": "/rest/api/3/search?aé=1"}'.encode()))
    assert '{"self":"/rest/api/3/search?aé=<id>"}'.encode() == answer.body


def test_a_name_that_is_a_word_of_the_paths_tells_no_kind() -> None:
    """A space whose key is `pages` makes no page of what is in it."""
    references = Placeholders(Target("edge", replace(SEEDED, space_key="pages"), ACCOUNT))
    confluence = Scrubber(references, Product.CONFLUENCE)
    assert {"id": "<id>"} == _body(confluence, {"id": SEEDED.page_id}, "/wiki/rest/api/space/pages")
