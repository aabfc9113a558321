"""The measurement of the page, whose figures are in docs/performance.md."""

import shutil
import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.skipif(not shutil.which("chromium"), reason="there is no chromium")
def test_the_page_can_be_measured() -> None:
    """Every moment of the table has a figure: the page of the endpoints has no rows of calls."""
    ended = subprocess.run([sys.executable, "benchmarks/page.py", "1"], capture_output=True, text=True, check=False)
    assert 0 == ended.returncode, ended.stderr
    assert (2, 10) == (ended.stdout.count("gzip"), ended.stdout.count(" ms  (min"))
