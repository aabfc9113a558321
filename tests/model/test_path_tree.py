"""Path templates, found by paths."""

import pytest

from token_conformance.model.path_tree import PathTree, parameters_of, path_pattern

TEMPLATES = ("GET/a/{x}/c", "GET/a/b/{y}", "GET/{x}/b/c", "PUT/a/b/c", "GET/s/{x}.ics", "GET/s/{x}", "GET/s")


@pytest.mark.parametrize(
    ("path", "templates"),
    [
        ("GET/a/b/c", {"GET/a/{x}/c", "GET/a/b/{y}", "GET/{x}/b/c"}),
        ("GET/a/z/c", {"GET/a/{x}/c"}),
        ("PUT/a/b/c", {"PUT/a/b/c"}),
        ("GET/s/one.ics", {"GET/s/{x}.ics", "GET/s/{x}"}),
        ("GET/s/.ics", {"GET/s/{x}"}),
        ("GET/s/{x}", {"GET/s/{x}"}),
        ("GET/s", {"GET/s"}),
        ("GET/s/", set()),
        ("GET/a//c", set()),
        ("GET/a/b", set()),
        ("GET/a/b/c/d", set()),
        ("POST/a/b/c", set()),
        ("", set()),
    ],
)
def test_a_path_finds_every_template_that_describes_it(path: str, templates: set[str]) -> None:
    """A parameter is one part that is not empty, or what is left of a part beside other text."""
    assert templates == set(PathTree(zip(TEMPLATES, TEMPLATES, strict=True)).matches(path))


def test_two_values_can_have_one_template() -> None:
    """Also where the names of the parameters differ."""
    assert ["1", "2"] == list(PathTree([("/a/{x}", "1"), ("/a/{y}", "2")]).matches("/a/b"))


def test_a_template_of_whole_parts_comes_first() -> None:
    """One with a parameter beside other text is tried after all others."""
    mixed, whole = "/a/{x}.ics", "/a/{x}"
    assert [whole, mixed] == list(PathTree([(mixed, mixed), (whole, whole)]).matches("/a/b.ics"))


@pytest.mark.parametrize(
    ("template", "path", "is_described"),
    [
        ("/a.b/{x}", "/a.b/c", True),
        ("/a.b/{x}", "/a-b/c", False),
        ("/a/{x}", "/a/b/c", False),
        ("/{x}/b", "//b", False),
    ],
)
def test_a_pattern_describes_a_path(template: str, path: str, is_described: bool) -> None:
    """Every character outside of a parameter is literal."""
    assert is_described == (path_pattern(template).fullmatch(path) is not None)


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("/rest/api/3/myself", []),
        ("/rest/api/3/issue/{issueIdOrKey}/worklog/{id}", ["issueIdOrKey", "id"]),
        ("/jsm/ops/api/{cloudId}/v1/schedules/{schedule-id}.ics", ["cloudId", "schedule-id"]),
        ("GET /a/{x}", ["x"]),
    ],
)
def test_the_parameters_of_a_template_are_named_in_their_order(template: str, names: list[str]) -> None:
    """Without their braces."""
    assert names == parameters_of(template)
