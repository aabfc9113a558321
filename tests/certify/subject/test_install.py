"""Installing subjects, with programs that replace npm and Python."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from subjects_to_install import make_subject, write_program
from token_conformance.certify.subject.install import install, is_installed
from token_conformance.errors import UserError

FAKE_NPM = 'echo "$@" >> "$(dirname "$0")/asked"'
FAKE_PYTHON = 'if [ "$3" = venv ]; then mkdir -p "$4/bin" && cp "$0" "$4/bin/python"; else echo "$@" > "$0-asked"; fi'


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the arguments of npm, one line per call."""
    write_program(tmp_path / "programs" / "npm", FAKE_NPM)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=":")
    return tmp_path / "programs" / "asked"


def test_npm_is_asked_for_the_pinned_version(tmp_path: Path, asked: Path) -> None:
    """A package from npm is installed in the subject's folder."""
    subject = make_subject(tmp_path, npm=("client@1.0",))
    install(subject)
    assert f"--prefix {subject.installed} -- client@1.0" in asked.read_text()
    assert "install --ignore-scripts " in asked.read_text()


def test_what_is_there_is_not_installed_again(tmp_path: Path, asked: Path) -> None:
    """The second time, npm is not called."""
    subject = make_subject(tmp_path, npm=("client@1.0",))
    install(subject)
    install(subject)
    assert 1 == len(asked.read_text().splitlines())


@pytest.mark.usefixtures("asked")
def test_another_version_replaces_the_first(tmp_path: Path) -> None:
    """No file of the older version is left."""
    install(make_subject(tmp_path, npm=("client@1.0",)))
    (tmp_path / "client" / "old").touch()
    install(make_subject(tmp_path, npm=("client@2.0",)))
    assert not (tmp_path / "client" / "old").exists()


def test_pip_installs_into_a_separate_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pip runs with the subject's own Python."""
    write_program(tmp_path / "python", FAKE_PYTHON)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    install(make_subject(tmp_path, pypi=("client==1.0",)))
    asked_for = (tmp_path / "client" / "bin" / "python-asked").read_text()
    assert asked_for.endswith(" --only-binary :all: -- client==1.0\n")
    assert asked_for.startswith("-I -m pip install ")


def test_a_subject_without_packages_counts_as_installed(tmp_path: Path) -> None:
    """It needs no installation, and gets no folder."""
    install(make_subject(tmp_path))
    assert (True, False) == (is_installed(make_subject(tmp_path)), (tmp_path / "client").exists())


def test_without_npm_the_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names Node.js, which includes npm."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=r"^client: npm is not on the PATH; install Node\.js"):
        install(make_subject(tmp_path, npm=("client@1.0",)))


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("npm error code ETARGET", "the registry has no such version"),
        ("npm error code E404", "the registry has no such version"),
        ("npm error code ENOTFOUND", "the registry cannot be reached; check the network"),
        ("ERROR: (from versions: none)\nERROR: No matching distribution found", "the registry cannot be reached, or"),
        ("ERROR: (from versions: 1, 2)\nERROR: No matching distribution found", "the registry has no such version"),
        ("first\n\nno space left on device\n\n", "no space left on device"),
        ("", "no reason was given"),
    ],
)
def test_a_failure_gives_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, reason: str) -> None:
    """The line says what went wrong and what to do, and the subject does not count as installed."""
    write_program(tmp_path / "programs" / "npm", f"printf '%s' '{output}' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=":")
    subject = make_subject(tmp_path, npm=("client@1.0",))
    with pytest.raises(UserError) as raised:
        install(subject)
    assert (f"client: cannot install client@1.0: {reason}", False) == (
        str(raised.value)[: len("client: cannot install client@1.0: ") + len(reason)],
        is_installed(subject),
    )


SECRETS = {
    "TOKEN_CONFORMANCE_SCOPED_TOKEN": "MADE-UP",
    "GITHUB_TOKEN": "MADE-UP",
    "NODE_OPTIONS": "--require=/evil.js",
    "NPM_CONFIG_IGNORE_SCRIPTS": "false",
    "npm_config_script_shell": "/evil",
    "PIP_CONFIG_FILE": "/evil.conf",
    "PIP_NO_BINARY": ":all:",
    "PYTHONPATH": "/evil",
    "LD_PRELOAD": "",
}
PLACES = {
    "PIP_INDEX_URL": "https://index.example.com/simple",
    "npm_config_registry": "https://registry.example.com/",
    "https_proxy": "http://proxy.example.com:3128",
    "SSL_CERT_FILE": "/certificates.pem",
}


def test_the_installers_get_an_environment_built_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They get where packages come from, and neither the user's secrets nor settings that run something."""
    write_program(tmp_path / "programs" / "npm", 'env > "$(dirname "$0")/environment"; pwd > "$(dirname "$0")/folder"')
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=":")
    for name, value in {**SECRETS, **PLACES}.items():
        monkeypatch.setenv(name, value)
    install(make_subject(tmp_path, npm=("client@1.0",)))
    lines = (tmp_path / "programs" / "environment").read_text().splitlines()
    got = dict(line.split("=", 1) for line in lines)
    assert PLACES == {name: got[name] for name in PLACES}
    assert set() == set(SECRETS) & set(got)
    home = got["HOME"]
    assert (home, home, False) == (
        (tmp_path / "programs" / "folder").read_text().strip(),
        got["TMPDIR"],
        Path(home).exists(),
    )
    assert str(Path.home()) != home


@pytest.mark.slow
def test_python_ignores_modules_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A foreign folder may have a `venv.py` or a `pip` of its own."""
    (tmp_path / "venv.py").write_text("open('ran', 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/none")
    monkeypatch.setattr("token_conformance.certify.subject.install._PIP", ("-c", "raise SystemExit"))
    install(make_subject(tmp_path, pypi=("client==1.0",)))
    assert not (tmp_path / "ran").exists()
    assert (tmp_path / "client" / "bin" / "python").exists()


def test_a_script_is_run_only_where_the_user_allows_it(tmp_path: Path, asked: Path) -> None:
    """Npm runs the scripts of the named packages alone, also if everything is installed already."""
    subject = make_subject(tmp_path, npm=("client@1.0",))
    install(subject)
    install(subject, ["@scope/native", "other"])
    first, second, third = asked.read_text().splitlines()
    assert first == second
    assert f"rebuild --loglevel=error --prefix {subject.installed} -- @scope/native other" == third


def test_a_package_is_built_only_where_the_user_allows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pip builds the named packages alone."""
    write_program(tmp_path / "python", FAKE_PYTHON)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    install(make_subject(tmp_path, pypi=("client==1.0",)), ["native"])
    asked_for = (tmp_path / "client" / "bin" / "python-asked").read_text()
    assert asked_for.endswith(" --only-binary :all: --no-binary native -- client==1.0\n")


@pytest.mark.parametrize(
    "name", ["", ":all:", "-rf", "--registry=x", "a==1", "a b", "../a", "a,b", "git+https://x", "a\n"]
)
def test_only_a_name_can_be_allowed(tmp_path: Path, name: str) -> None:
    """An option, a path, a list or a version is refused before anything is run."""
    with pytest.raises(UserError, match=r"--allow-scripts .*: is not the name of a package; give one name"):
        install(make_subject(tmp_path, npm=("client@1.0",)), [name])


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("place", ["installed", "installed/client"])
def test_a_link_is_not_installed_into(tmp_path: Path, place: str) -> None:
    """A foreign folder may have a link where the subject belongs, to a folder of the user."""
    (tmp_path / "users").mkdir()
    (tmp_path / "users" / "file").touch()
    link = tmp_path / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "users")
    subject = replace(make_subject(tmp_path, npm=("client@1.0",)), installed=tmp_path / "installed" / "client")
    with pytest.raises(UserError, match="is a link, so nothing is installed there; remove the link"):
        install(subject)
    assert ["file"] == [path.name for path in (tmp_path / "users").iterdir()]


def test_an_installer_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says how long it may take."""
    write_program(tmp_path / "programs" / "npm", "exec sleep 5")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=":")
    monkeypatch.setattr("token_conformance.certify.subject.registries._SECONDS", 0.2)
    with pytest.raises(UserError, match=r"client: cannot install client@1\.0: it takes more than 0\.2 seconds"):
        install(make_subject(tmp_path, npm=("client@1.0",)))
