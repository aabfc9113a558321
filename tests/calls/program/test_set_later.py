"""A method that a program gives to a request after it has made it is read, unless it is not certain."""

import pytest

from for_each import for_each
from token_conformance.calls.call import read_call
from token_conformance.calls.program.set_later import is_set_later, methods_set
from token_conformance.errors import UserError

URL = "https://nobodys.atlassian.net/rest/api/3/issue/ABC-1"

READ = [
    f'req, err := http.NewRequest("", "{URL}", nil)\nreq.Method = http.MethodPut',
    f'var m = new HttpRequestMessage();\nm.RequestUri = new Uri("{URL}");\nm.Method = HttpMethod.Put;',
    f'Builder b = HttpRequest.newBuilder(URI.create("{URL}"));\nlog();\nb.PUT(body);\nclient.send(b.build());',
    f'val b = Request.Builder().url("{URL}")\nb.method("PUT", body)\nclient.newCall(b.build())',
    f'request = WebRequest.Create("{URL}")\nrequest.Method = "PUT"',
    f'req = urllib.request.Request("{URL}")\nreq.get_method = lambda: "PUT"',
]

NOT_CERTAIN = [
    f'Builder b = HttpRequest.newBuilder(URI.create("{URL}"));\nif (isNew) b.PUT(body);\nb.build();',
    f'Builder b = HttpRequest.newBuilder(URI.create("{URL}"));\nif (isNew) {{\n  b.PUT(body);\n}}\nb.build();',
    f'var m = new HttpRequestMessage();\nm.RequestUri = new Uri("{URL}");\nif (x) m.Method = HttpMethod.Put;',
    f'var m = new HttpRequestMessage();\nm.RequestUri = new Uri("{URL}");\nif x:\n    m.Method = HttpMethod.Put',
    f'request = WebRequest.Create("{URL}")\nrequest.Method = isNew ? "POST" : "PUT"',
    f'http.NewRequest("", "{URL}", nil)',
]


@for_each("text", READ)
def test_a_method_of_a_later_statement_is_read(text: str) -> None:
    """As an attribute, as a function of it, or as a step of a builder that a variable holds."""
    assert "PUT" == read_call(text).method


@for_each("text", NOT_CERTAIN)
def test_a_method_that_only_a_condition_gives_is_not_certain(text: str) -> None:
    """Whether on its line, around its line, or in its value; nor is one that is left out."""
    with pytest.raises(UserError, match="does not show its method"):
        read_call(text)


def test_only_the_request_of_the_statement_is_given_a_method() -> None:
    """The method of another variable does not belong to it."""
    statement = f'req, err := http.NewRequest("GET", "{URL}", nil)'
    assert is_set_later(statement, f'{statement}\nreq.Method = "PUT"')
    assert not is_set_later(statement, f'{statement}\nother.Method = "PUT"\nreq.Header = headers')
    assert not is_set_later(f'http.Get("{URL}")', 'req.Method = "PUT"')


def test_each_method_that_is_set_is_read_once() -> None:
    """Two that differ are two."""
    assert {"PUT", "POST"} == methods_set('a.Method = "PUT"\nb.setMethod("POST")\na.Method = "PUT"')
