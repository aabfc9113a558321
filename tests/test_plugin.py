"""The entry point of pytest: a run without suites is as without this package."""

import pytest

from token_conformance.plugin import SUITES

OPTIONS = (
    "--target",
    "--edge",
    "--rate",
    "--concurrency",
    "--results",
    "--cassettes",
    "--resume",
    "--shard",
    "--sample",
    "--subject",
    "--jail",
)
OTHER = """
import pytest

@pytest.mark.endpoint("users")
def test_users(send):
    assert "sent" == send
"""
CONFTEST = f"""
import pytest

def pytest_addoption(parser):
    for name in {OPTIONS}:
        parser.addoption(name, default="of the project")

def pytest_configure(config):
    config.addinivalue_line("markers", "endpoint(name): an endpoint of the project.")

@pytest.fixture
def send(request):
    assert "mine" == request.config.getoption("--target")
    return "sent"
"""


def test_a_project_has_its_own_names(pytester: pytest.Pytester) -> None:
    """Its options, marks and fixtures may have names that those of the suites have too; no file is written."""
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(OTHER)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--target", "mine", "--strict-markers")
    result.assert_outcomes(passed=1)
    own = {"conftest.py", "test_a_project_has_its_own_names.py", "__pycache__"}
    of_pytester = {path.name for path in pytester.path.glob("runpytest-*")} | {"stdout", "stderr"}
    assert own == {path.name for path in pytester.path.iterdir()} - of_pytester


def test_a_run_without_suites_loads_nothing(pytester: pytest.Pytester) -> None:
    """What the suites import would make the start of each run slower."""
    pytester.makepyfile(
        """
        import sys

        def test_it(pytestconfig):
            package = "token" + "_conformance"
            assert pytestconfig.pluginmanager.hasplugin(f"{package}.plugin")
            assert not {"httpx", "vcr", "jinja2", f"{package}.suite.run"} & sys.modules.keys()
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:anyio").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("file", "text", "is_concerned"),
    [
        ("suites/test_it.py", "from token_conformance import endpoint", True),
        ("suites/conftest.py", "import token_conformance", True),
        ("conftest.py", "import token_conformance", True),
        ("suites/deep/er/helper.py", "import token_conformance", True),
        ("elsewhere/test_it.py", "import token_conformance", False),
        ("suites/.hidden/test_it.py", "import token_conformance", False),
        ("suites/notes.txt", "import token_conformance", False),
        ("suites/test_it.py", "import another", False),
    ],
)
def test_a_run_has_suites_if_a_file_names_the_package(
    pytester: pytest.Pytester, file: str, text: str, *, is_concerned: bool
) -> None:
    """Be it a test, a helper, or a conftest.py above; files that the run does not collect do not count."""
    (pytester.path / "pytest.ini").write_text("[pytest]\n")
    (pytester.path / "suites").mkdir()
    path = pytester.path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    config = pytester.parseconfig("suites")
    assert is_concerned == config.pluginmanager.hasplugin(SUITES)


@pytest.mark.parametrize(
    ("arguments", "is_concerned"),
    [
        ((), True),
        (("there",), False),
        (("suites",), True),
        (("suites/test_it.py::test_nothing",), True),
        (("--cassettes", "there"), True),
        (("there", "-p", SUITES), True),
    ],
)
def test_the_places_of_a_run_decide(
    pytester: pytest.Pytester, arguments: tuple[str, ...], *, is_concerned: bool
) -> None:
    """Without a place `testpaths` are asked; the folder of an option of the suites is no place of the run."""
    (pytester.path / "pytest.ini").write_text("[pytest]\ntestpaths = suites\n")
    for name in ("suites", "there"):
        (pytester.path / name).mkdir()
    (pytester.path / "suites" / "test_it.py").write_text("import token_conformance\n\ndef test_nothing(): pass")
    config = pytester.parseconfig(*arguments)
    assert is_concerned == config.pluginmanager.hasplugin(SUITES)


VCR = "def pytest_addoption(pluginmanager): pluginmanager.register(object(), 'vcr')"


def test_another_recorder_is_left_alone(pytester: pytest.Pytester) -> None:
    """pytest-recording, which comes with this package, refuses each run with pytest-vcr, whose plugin is named vcr."""
    pytester.makepyfile(plugin_of_vcr=VCR, test_it="def test_it(): pass")
    pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "plugin_of_vcr").assert_outcomes(passed=1)


@pytest.mark.slow
def test_a_recorder_that_suites_cannot_be_run_with_is_one_line(pytester: pytest.Pytester) -> None:
    """With suites pytest-recording is needed, so the line says how to leave pytest-vcr out."""
    pytester.makepyfile(plugin_of_vcr=VCR, test_it="import token_conformance")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "plugin_of_vcr")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["ERROR: pytest-vcr is installed, and *; uninstall it, or add -p no:vcr"])


@pytest.mark.parametrize("folder", ["project/there", "."])
def test_other_conftest_files_are_not_read(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """Neither that of a folder which is the value of an option, nor that above the folder of the configuration."""
    project = pytester.mkdir("project")
    for name in ("suites", "there"):
        (project / name).mkdir()
    (project / "pytest.ini").write_text("[pytest]\n")
    (project / "suites" / "test_it.py").write_text("import token_conformance")
    (pytester.path / folder / "conftest.py").write_text("raise RuntimeError")
    monkeypatch.chdir(project)
    config = pytester.parseconfig("--cassettes", "there", "suites")
    assert config.pluginmanager.hasplugin(SUITES)
    assert ["suites"] == config.args
