"""With `--pdb`, the debugger stops where the test of the user ended."""

from collections.abc import Callable

import pytest

Suite = Callable[..., pytest.RunResult]

QUIET = """
import pdb

class Quiet(pdb.Pdb):
    def interaction(self, frame, ended, *more):
        traceback = ended.__traceback__ if isinstance(ended, BaseException) else ended
        while traceback.tb_next:
            traceback = traceback.tb_next
        print("stopped at line", traceback.tb_lineno, "of", traceback.tb_frame.f_code.co_name)
"""
"""A debugger that asks for nothing."""

CODE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/issue/{{issueIdOrKey}}")
def test_myself(send):
    answer = send(path={{"issueIdOrKey": "{key}"}})
    assert answer.json()["nothing"]
"""


@pytest.mark.parametrize(("key", "line"), [("SOFT-1", 7), ("NONE-1", 6)])
def test_the_debugger_stops_in_the_test(suite: Suite, pytester: pytest.Pytester, key: str, line: int) -> None:
    """At its failed assert, or at its call that was refused, with its variables."""
    pytester.makepyfile(quiet=QUIET)
    pytester.syspathinsert()
    options = ("--target", "edge", "-k", "test_myself[unscoped-site]", "--pdb", "--pdbcls=quiet:Quiet")
    result = suite(*options, code=CODE.format(key=key), is_known=False)
    result.assert_outcomes(failed=1, deselected=7)
    result.stdout.fnmatch_lines([f"*stopped at line {line} of test_myself*"])
