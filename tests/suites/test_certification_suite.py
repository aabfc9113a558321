"""`pytest suites/integrations --subject NAME`, with an invented product."""

import shutil
from pathlib import Path

import pytest

from token_conformance.certify.subject.subject import Action

SUITE = Path(__file__).parents[2] / "suites" / "integrations"

SUBJECT = """
[subject]
name = "{name}"
version = "1.0"
product = "Made up"
homepage = "https://example.com/"

[configure]
common = {{ CREDENTIAL = "{{email}}:{{token}}" }}
site = {{ BASE = "{{site_url}}" }}

[actions.whoami]
command = ["sh", "-c", '{command}']
"""

OTHERS = [str(action) for action in Action if action is not Action.WHOAMI]

ASK = 'curl --silent --show-error --fail --user "$CREDENTIAL" "$BASE/rest/api/3/myself"'


@pytest.fixture
def project(pytester: pytest.Pytester) -> Path:
    """A folder with only this suite."""
    folder = pytester.path / "suites" / "integrations"
    (folder / "subjects").mkdir(parents=True)
    for name in ("conftest.py", "test_certification.py"):
        shutil.copy(SUITE / name, folder)
    return pytester.path


def describe(folder: Path, name: str, command: str) -> Path:
    """Write a subject file."""
    path = folder / f"{name}.toml"
    lacks = "".join(f'{action} = "It has none."\n' for action in OTHERS)
    path.write_text(f"{SUBJECT.format(name=name, command=command)}\n[unsupported]\n{lacks}")
    return path


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest in a process, which loads the edge as a user's does."""
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments)


@pytest.mark.slow
def test_each_requirement_is_a_test(project: Path, pytester: pytest.Pytester) -> None:
    """The tests name their subject, and a subject that cannot be read does not stop the other."""
    describe(project / "suites/integrations/subjects", "asks", ASK)
    describe(project, "broken", ASK).write_text("[subject]\nname = 1\n")
    result = run(pytester, "suites/integrations", "--subject", "asks", "--subject", "broken.toml", "-rA", "-q")
    outcomes = result.parseoutcomes()
    assert 44 == sum(count for what, count in outcomes.items() if what in {"passed", "failed", "skipped"})
    result.stdout.fnmatch_lines_random(
        [
            "PASSED *test_requirement?asks-T1?",
            "FAILED *test_requirement?asks-D1?*",
            "`whoami` did not use the gateway. Its last call was GET SITE.atlassian.net/rest/api/3/myself, answered *",
            "SKIPPED * not observed: No POST failed.",
            "SKIPPED ?21? * not observed: see the first failure of this subject",
            "FAILED *test_requirement?broken-T1?*",
            "broken.toml*",
        ]
    )
    assert (project / "certification" / "asks" / "run.json").is_file()
    assert not (project / "certification" / "broken").exists()


@pytest.mark.slow
def test_a_product_that_asks_nothing_is_not_judged(project: Path, pytester: pytest.Pytester) -> None:
    """No request of it was observed, so its output does not count."""
    path = describe(project, "silent", "echo no account; exit 1")
    result = run(pytester, "suites/integrations", "--subject", str(path), "-rs")
    result.assert_outcomes(skipped=22)
    result.stdout.fnmatch_lines(["*No request of it came through the door*`whoami` failed (*no account*)*"])


def test_without_a_subject_nothing_of_it_is_collected(project: Path, pytester: pytest.Pytester) -> None:
    """The other suites run as usual."""
    (project / "suites" / "test_other.py").write_text("def test_other(): pass\n")
    result = pytester.runpytest("suites", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)
    assert 0 == result.ret


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["suites/integrations"], "*name a subject with --subject NAME (there: asks)"),
        (["suites", "--subject", "nobody"], "*--subject: nobody*asks*"),
    ],
)
def test_an_error_lists_the_subjects(project: Path, pytester: pytest.Pytester, arguments: list[str], said: str) -> None:
    """Without a known subject, pytest ends with one line and its status for wrong usage."""
    describe(project / "suites/integrations/subjects", "asks", ASK)
    result = pytester.runpytest(*arguments, "-p", "no:cacheprovider")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([said])
