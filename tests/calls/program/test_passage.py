"""The lines of a program that belong to the call of a URL."""

from token_conformance.calls.program.passage import passage

URL = '"https://nobodys.atlassian.net/rest/api/3/myself"'


def test_it_begins_where_a_builder_begins() -> None:
    """The line of the URL is a later step of it."""
    lines = ["other()", "", "Request.Builder()", f"    .url({URL})", "    .build()", "done()"]
    assert "\n".join(lines[2:]) == passage(lines, 3)


def test_it_ends_before_the_next_url_and_the_next_function() -> None:
    """What follows belongs to another call, or has other names."""
    for last in (f"get({URL})", "def other(url):", "public void other(String url) {"):
        assert f"url = {URL}\nget(url)" == passage([f"url = {URL}", "get(url)", last, "delete(url)"], 0)


def test_it_ends_where_its_block_ends() -> None:
    """A line that is less indented is not of the function that has the URL."""
    assert f"  url = {URL}\n  get(url)" == passage([f"  url = {URL}", "  get(url)", "delete(url)"], 0)
