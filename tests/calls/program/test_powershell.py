"""A request whose parameters PowerShell takes from a table is read, and its method is not guessed."""

import pytest

from for_each import for_each
from token_conformance.calls.call import read_call
from token_conformance.calls.program.powershell import gets_by_table, is_splatted
from token_conformance.errors import UserError

URL = "https://nobodys.atlassian.net/rest/api/3/issue"

READ = [
    ("POST", f"$p = @{{\n  Uri = '{URL}'\n  Method = 'Post'\n  Body = $json\n}}\nInvoke-RestMethod @p"),
    ("PUT", f"$p = @{{ Method = 'PUT'; Uri = \"{URL}\" }}; irm @p"),
    ("PUT", f"$p = @{{ Uri = '{URL}' }}\n$p.Method = 'Put'\nInvoke-RestMethod @p"),
    ("GET", f"$p = @{{ Uri = '{URL}'; Headers = $h }}\n$answer = Invoke-WebRequest @p -UseBasicParsing"),
]
NOT_SHOWN = [
    f"$p = @{{ Uri = '{URL}'; Headers = $h }}",
    f"$p = @{{ Uri = '{URL}' }}\nInvoke-RestMethod @p @more",
    f"$p = @{{ Uri = '{URL}' }}\nInvoke-RestMethod @other",
    f"$p = @{{ Uri = '{URL}'; Method = $method }}\nInvoke-RestMethod @p",
    f"$p = @{{ Uri = '{URL}'; Body = $json }}\nInvoke-RestMethod @p",
    f"$p = @{{ Uri = '{URL}' }}\n$p['Method'] = $method\nInvoke-RestMethod @p",
]


@for_each("method, text", READ)
def test_the_method_of_a_table_is_read(method: str, text: str) -> None:
    """It is that of the table, one that it is given later, or GET."""
    assert (method, "/rest/api/3/issue") == (read_call(text).method, read_call(text).path)


@for_each("text", NOT_SHOWN)
def test_a_table_can_hide_the_method(text: str) -> None:
    """In a variable, in another table, or in what is not shown."""
    with pytest.raises(UserError, match="does not show its method"):
        read_call(text)


def test_only_a_table_with_an_address_counts() -> None:
    """Of two, nobody knows which one is meant."""
    table = f"$p = @{{ Uri = '{URL}' }}"
    assert is_splatted(table)
    assert not is_splatted("$headers = @{ Accept = 'application/json' }")
    assert not gets_by_table(f"{table}\n{table.replace('$p', '$q')}\nInvoke-RestMethod @p")
