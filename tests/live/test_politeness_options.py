"""How a user changes the limits, and what is refused in one line."""

import pytest


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--rate", "0"], "*: argument --rate: '0' must be a whole number from 1 to 200"),
        (["--rate", "-5"], "*: argument --rate: '-5' must be a whole number from 1 to 200"),
        (["--rate", "0.5"], "*: argument --rate: '0.5' must be a whole number from 1 to 200"),
        (["--rate", "1000"], "*: argument --rate: '1000' must be a whole number from 1 to 200"),
        (["--concurrency", "0"], "*: argument --concurrency: '0' must be a whole number from 1 to 64"),
        (["--concurrency", "many"], "*: argument --concurrency: 'many' must be a whole number from 1 to 64"),
        (["--rate", "9"], "ERROR: --rate is for a live tenant, not for --target cassettes; drop it"),
        (
            ["--target", "edge", "--concurrency", "9"],
            "ERROR: --concurrency is for a live tenant, not for --target edge; drop it",
        ),
    ],
)
def test_limits_that_make_no_sense_are_refused(pytester: pytest.Pytester, options: list[str], fault: str) -> None:
    """One line says what was wrong, and nothing is sent."""
    result = pytester.runpytest("-p", "no:cacheprovider", *options)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([fault])
