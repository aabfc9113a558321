"""What is missing for a distributed run is said in one line."""

import pytest


@pytest.mark.parametrize("option", ["-n2", "-n 2", "--numprocesses=auto", "--dist=loadgroup"])
def test_an_option_of_a_missing_plugin_is_explained(pytester: pytest.Pytester, option: str) -> None:
    """A user who follows the README to its end may not have installed what it needs."""
    pytester.makeconftest("import token_conformance")
    ended = pytester.runpytest("-p", "no:xdist", *option.split())
    name = option.partition(" ")[0]
    assert 4 == ended.ret
    assert [
        f"ERROR: {name}: needs pytest-xdist; install it with `pip install pytest-xdist`, or leave {name} out",
        "",
    ] == (ended.stderr.lines)


@pytest.mark.parametrize("option", ["--nothing", "-nothing"])
def test_any_other_unknown_option_is_for_pytest(pytester: pytest.Pytester, option: str) -> None:
    """Its own line names it."""
    pytester.runpytest("-p", "no:xdist", option).stderr.fnmatch_lines([f"*unrecognized arguments: {option}*"])
