"""The options for the limits of a live run, and the errors for wrong values."""

import pytest


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--rate", "0"], "*: argument --rate: '0' must be a whole number from 1 to 200"),
        (["--rate", "-5"], "*: argument --rate: '-5' must be a whole number from 1 to 200"),
        (["--rate", "0.5"], "*: argument --rate: '0.5' must be a whole number from 1 to 200"),
        (["--rate", "1000"], "*: argument --rate: '1000' must be a whole number from 1 to 200"),
        (["--rate", "9" * 5000], "*: argument --rate: '999*999' must be a whole number from 1 to 200"),
        (["--concurrency", "0"], "*: argument --concurrency: '0' must be a whole number from 1 to 64"),
        (["--concurrency", "many"], "*: argument --concurrency: 'many' must be a whole number from 1 to 64"),
        (["--rate", "9"], "ERROR: --rate is for a live tenant, not for --target cassettes; drop it"),
        (
            ["--target", "edge", "--concurrency", "9"],
            "ERROR: --concurrency is for a live tenant, not for --target edge; drop it",
        ),
    ],
)
def test_wrong_limits_are_refused(pytester: pytest.Pytester, options: list[str], problem: str) -> None:
    """One line says what is wrong, and nothing is sent."""
    pytester.makeconftest("import token_conformance")
    result = pytester.runpytest("-p", "no:cacheprovider", *options)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([problem])
