"""The records of a results file are read as they were written."""

import json
from dataclasses import replace
from datetime import date

import pytest

from token_conformance.model.cell import Credential, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Header
from token_conformance.results.record import CellResult, Recorded

AWKWARD = ["", "a | b", "two\nlines\n", '{"errors":{}}', "<b>&amp;", "1e5", "naïve ✗ 日本"]

CELL = CellResult(
    cell="jira-platform/get-issue/scoped-site",
    product=Product.JIRA_PLATFORM,
    endpoint="jira-platform/get-issue",
    operation="GET /rest/api/3/issue/{issueIdOrKey}",
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    verdict=Verdict.KNOWN,
    expected=Outcome.HIDDEN,
    outcome=Outcome.HIDDEN,
    status=404,
    url="https://conformance-edge.atlassian.net/rest/api/3/issue/SOFT-1",
    headers={"x-seraph-loginreason": "AUTHENTICATED_FAILED"},
    body='{"errorMessages":[]}',
    note="404",
    deviation={"grade": "recorded", "source": "CLOUD-12617"},
    recorded=Recorded("edge", date(2026, 11, 24), "0.1.0"),
)


def _with(**fields: object) -> str:
    return json.dumps(json.loads(CELL.to_json()) | fields)


def test_a_cell_is_read_as_it_was_written() -> None:
    """No field is lost."""
    assert CELL == CellResult.from_json(CELL.to_json())


def test_a_cell_without_an_exchange_is_read_as_it_was_written() -> None:
    """A field that is None stays None."""
    bare = CellResult(
        cell="confluence/search/none-site",
        product=Product.CONFLUENCE,
        endpoint="confluence/search",
        operation="GET /wiki/rest/api/search",
        credential=Credential.NONE,
        url_form=UrlForm.SITE,
        verdict=Verdict.ERROR,
        expected=None,
        outcome=None,
    )
    assert bare == CellResult.from_json(bare.to_json())


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_survives_in_body_and_note(text: str) -> None:
    """The record is one line of the file, and is the same when it is read."""
    line = _with(body=text, note=text)
    read = CellResult.from_json(line)
    assert (text, text) == (read.body, read.note)
    assert "\n" not in read.to_json()
    assert read == CellResult.from_json(read.to_json())


@pytest.mark.parametrize(
    ("endpoint", "api"),
    [
        ("catalogue/confluence-v2/get-pages", "confluence-v2"),
        ("jira-platform/get-issue", ""),
        ("catalogue", ""),
        ("catalogues/a/b", ""),
    ],
)
def test_a_cell_of_the_whole_catalogue_names_its_api(endpoint: str, api: str) -> None:
    """Every other cell has none."""
    assert api == CellResult.from_json(_with(endpoint=endpoint)).api


def test_only_the_start_of_a_body_is_recorded() -> None:
    """300 characters are enough to recognise an answer."""
    assert "ä" * 300 == CellResult.from_json(_with(body="ä" * 301)).body


def test_a_line_is_readable_and_stable() -> None:
    """Keys are sorted, and characters are not escaped."""
    line = CellResult.from_json(_with(body="✗")).to_json()
    assert list(json.loads(line)) == sorted(json.loads(line))
    assert '"body": "✗"' in line


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (_with(verdict="good"), "the key 'verdict': 'good' is not a valid Verdict"),
        (_with(outcome="lost"), "the key 'outcome': 'lost' is not a valid Outcome"),
        (_with(status="404"), "the key 'status': '404' is not a whole number"),
        (_with(note=1), "the key 'note': 1 is not a text"),
        (_with(headers=[]), r"the key 'headers': \[\] is not a table"),
        (_with(extra=1), "the key 'extra' is unknown"),
        (_with(recorded={"source": "guess", "at": "2026-11-24", "by": "0.1.0"}), "the key 'recorded'.*edge or live"),
        (_with(recorded={"source": "edge", "at": "soon", "by": "0.1.0"}), "the key 'recorded'.*soon"),
        ('{"kind": "cell"}', "the key 'body' is missing"),
        ('{"kind": "footer"}', "is not a cell line"),
        ("[]", "is not a cell line"),
        ('{"kind": "ce', "is not JSON"),
    ],
)
def test_the_problem_of_a_broken_line_is_named(line: str, problem: str) -> None:
    """The message has the key."""
    with pytest.raises(ValueError, match=problem):
        CellResult.from_json(line)


def test_a_header_is_read_as_it_was_written() -> None:
    """The target and the world of the run are read."""
    header = Header(suite="0.1.0", target="edge", world="requested")
    assert header == Header.from_json(header.to_json())


def test_a_header_of_another_schema_is_refused() -> None:
    """The format of another version is not guessed."""
    later = Header(suite="9.0.0", target="edge", schema=4)
    with pytest.raises(ValueError, match=r"^has schema 4 of version 9\.0\.0, and this version reads 1, 2 and 3$"):
        Header.from_json(later.to_json())


ADDED = ("sample", "commit", "site_label")


@pytest.mark.parametrize(("schema", "missing"), [(1, ("service_account", *ADDED)), (2, ADDED)])
def test_a_header_of_a_format_before_is_read_as_one_of_this_format(schema: int, missing: tuple[str, ...]) -> None:
    """Every line of formats 1 and 2 means the same in format 3, in which the results are written again."""
    before = json.loads(Header(suite="0.1.0", target="edge", schema=schema).to_json())
    for key in missing:
        del before[key]
    assert Header(suite="0.1.0", target="edge", schema=3) == Header.from_json(json.dumps(before))


@pytest.mark.parametrize("key", ["service_account", *ADDED])
def test_a_header_of_format_2_lacks_nothing_else(key: str) -> None:
    """A key that the format has must be there, and one that it does not have is refused as unknown elsewhere."""
    before = json.loads(Header(suite="0.2.0", target="edge", schema=2).to_json())
    del before[key]
    if key in ADDED:
        assert getattr(Header.from_json(json.dumps(before)), key) is None
    else:
        with pytest.raises(ValueError, match=r"^the key 'service_account' is missing$"):
            Header.from_json(json.dumps(before))


def test_a_header_of_this_format_says_whether_there_is_a_service_account() -> None:
    """The key may be missing in format 1 alone."""
    header = Header(suite="0.1.0", target="edge", service_account="Bearer")
    assert header == Header.from_json(header.to_json())
    incomplete = json.loads(header.to_json())
    del incomplete["service_account"]
    with pytest.raises(ValueError, match=r"^the key 'service_account' is missing$"):
        Header.from_json(json.dumps(incomplete))


def test_an_unprintable_scheme_is_shown_with_a_replacement() -> None:
    """As any other text of a file."""
    header = Header(suite="0.1.0", target="edge", service_account="\x07")
    assert "\ufffd" == Header.from_json(header.to_json()).service_account


@pytest.mark.parametrize("key", ["commit", "site_label", "sample"])
def test_a_header_keeps_what_a_run_has(key: str) -> None:
    """Of a shard its commit, of a live run the word for its site."""
    header = Header(**{"suite": "0.2.0", "target": "live", key: "emea"})  # type: ignore[arg-type]  # all are texts
    assert header == Header.from_json(header.to_json())


@pytest.mark.parametrize("label", ["mysite.atlassian.net", "", "a" * 31, "a b", "-a", "\x07", 1, "é"])
def test_a_label_in_a_file_is_a_word(label: object) -> None:
    """Reports show it, so no file can bring an address or a command into them; the message does not repeat it."""
    line = json.dumps(json.loads(Header(suite="0.2.0", target="live").to_json()) | {"site_label": label})
    problem = "^the key 'site_label': is not a word of at most 30 letters, digits, - and _, such as emea$"
    with pytest.raises(ValueError, match=problem):
        Header.from_json(line)


@pytest.mark.parametrize("label", ["e", "EMEA-2_x", "0", "a" * 30])
def test_a_label_has_letters_digits_and_two_signs(label: str) -> None:
    """At most thirty."""
    assert label == Header.from_json(Header(suite="0.2.0", target="live", site_label=label).to_json()).site_label


def test_only_a_declared_result_needs_no_action() -> None:
    """Every verdict except passed, known and open must be looked at."""
    assert {Verdict.PASSED, Verdict.KNOWN, Verdict.OPEN} == {verdict for verdict in Verdict if verdict.is_as_declared}


def test_characters_that_cannot_be_shown_are_replaced_by_the_reader() -> None:
    """Anybody may write a results file, and its texts are printed."""
    read = CellResult.from_json(_with(note="\x1b[2J", url="\ud800", headers={"a\x00": "b\r\nc"}, body="\x9b"))
    assert ("\ufffd[2J", "\ufffd", {"a\ufffd": "b\nc"}, "\ufffd") == (read.note, read.url, read.headers, read.body)
    assert "\ufffd" == Header.from_json(Header(suite="\x07", target="edge").to_json()).suite


def test_a_line_of_a_header_is_readable_and_stable() -> None:
    """Keys are sorted, and characters are not escaped."""
    line = Header(suite="✗", target="edge").to_json()
    start = '{"commit": null, "kind": "header", "sample": null, "schema": 3, "service_account": null, "shard": null, '
    assert f'{start}"site_label": null, "suite": "✗", "target": "edge", "world": null}}' == line


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (_with(status=True), "the key 'status': True is not a whole number"),
        (_with(outcome=[]), "the key 'outcome'"),
        (_with(status=None, outcome=None, url=1), "the key 'url': 1 is not a text"),
        ("[" * 100_000, "^has more than 200 arrays and objects inside each other$"),
        ("{", "^is not JSON$"),
        (_with(status=99), "^the key 'status': 99 is not a number from 100 to 999$"),
        (_with(status=1000), "^the key 'status': 1000 is not a number from 100 to 999$"),
        ("{}", "is not a cell line"),
    ],
)
def test_any_other_line_is_refused_with_a_message(line: str, problem: str) -> None:
    """No JSON value is an error of another type."""
    with pytest.raises(ValueError, match=problem):
        CellResult.from_json(line)


def test_a_summary_has_what_the_matrix_shows() -> None:
    """What it leaves out is in the file: the answer, the reason of the deviation, and the note of an outcome."""
    expected = replace(CELL, url=None, headers={}, body="", note="", deviation={"grade": "recorded"})
    assert expected == CellResult.summary_of(CELL.to_json())


def test_a_summary_of_a_cell_without_an_outcome_has_its_note() -> None:
    """The note says why nothing is known of the cell; there is neither a stamp nor a deviation."""
    bare = replace(CELL, verdict=Verdict.ERROR, expected=None, outcome=None, deviation=None, recorded=None)
    expected = replace(bare, url=None, headers={}, body="", note="404")
    assert expected == CellResult.summary_of(bare.to_json())


def test_summaries_share_the_texts_that_many_cells_have() -> None:
    """A run keeps one of each, whatever the number of its cells."""
    one, other = CellResult.summary_of(CELL.to_json()), CellResult.summary_of(_with(cell="another"))
    for name in ("endpoint", "operation", "deviation", "recorded", "headers", "note"):
        assert getattr(one, name) is getattr(other, name), name
