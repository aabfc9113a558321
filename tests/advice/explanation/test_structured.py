"""Files of exchanges as traces: of a file that a stranger has made, no more is read than a person would paste."""

import json

import pytest

from token_conformance.advice import explain
from token_conformance.advice.explanation.structured import as_trace

HEAD = (
    "interactions:\n- &row\n  request: {method: GET, uri: 'https://x.atlassian.net/rest/api/3/myself', headers: {}}\n"
)
LISTS = "".join(f"      a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
HEADERS = "".join(f"      a{n}: *long\n" for n in range(5_000))
ROWS = "- *row\n" * 20_000
BOMBS = {
    "lists of lists": f"{HEAD}  response:\n    status: {{code: 401}}\n    headers:\n      a0: &a0 [x, y]\n{LISTS}",
    "one list in many headers": (
        f"{HEAD}  response:\n    status: {{code: 401}}\n    headers:\n"
        f"      a: &long [{', '.join(['word'] * 5_000)}]\n{HEADERS}"
    ),
    "one answer in many rows": (
        f"{HEAD}  response:\n    status: {{code: 401}}\n    headers: {{}}\n    body: {{string: {'x' * 50_000}}}\n{ROWS}"
    ),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_what_aliases_repeat_is_not_written_out(bomb: str) -> None:
    """A small file would be longer than the memory as a text; its call is read all the same."""
    trace = as_trace(bomb)
    assert len(trace) < 250_000
    assert trace.startswith("> GET /rest/api/3/myself HTTP/1.1\n> Host: x.atlassian.net\n< HTTP/1.1 401\n")


def test_a_value_that_is_no_text_is_left_out() -> None:
    """Only single values have a meaning in a trace."""
    trace = as_trace(f"{HEAD}  response:\n    status: {{code: [401]}}\n    headers: {{server: {{a: b}}, via: 1.1}}\n")
    assert "* no answer\n< server: \n< via: 1.1\n<" in trace


def test_the_first_calls_that_failed_are_read() -> None:
    """A file with many calls is asked about because one failed, and those after it can fail for the same cause."""
    row = '{{"request": {{"method": "GET", "url": "https://x.atlassian.net/rest/{0}"}}, "response": {{"status": {1}}}}}'
    rows = ", ".join(row.format(number, 200 if number % 2 else 404) for number in range(40))
    trace = as_trace(f'{{"log": {{"entries": [{rows}]}}}}')
    assert [f"> GET /rest/{number} HTTP/1.1" for number in range(0, 20, 2)] == [
        line for line in trace.splitlines() if line.startswith("> GET")
    ]


def test_a_call_to_another_product_of_atlassian_is_read() -> None:
    """It has a credential of its own, and is no call to another company's service."""
    request = {"method": "GET", "url": "https://api.trello.com/1/members/me", "headers": []}
    har = json.dumps({"log": {"entries": [{"request": request, "response": {"status": 401, "headers": []}}]}})
    assert "own-credential" == explain(har).reasons[0].cause.id
