"""The trust stores that a product may read are found by what is in them, wherever its programs are."""

import os
from pathlib import Path

import pytest

from token_conformance.certify.observation.jail import trust_stores as module
from token_conformance.certify.observation.jail.trust_stores import trust_stores

CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
KEY = CERTIFICATE.replace("CERTIFICATE", "PRIVATE KEY")


def put(path: Path, text: str = CERTIFICATE) -> Path:
    """Write a file, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def found(root: Path, *commands: list[str], folders: tuple[Path, ...] = ()) -> set[str]:
    """The bundles and stores of Java below a folder, relative to it."""
    stores = trust_stores(commands, folders, f"{root}/shell/bin")
    here = [each for each in (*stores.bundles, *stores.java) if root in each.parents]
    return {str(each.relative_to(root)) for each in here}


@pytest.mark.parametrize(
    ("name", "text", "is_store"),
    [
        ("a/cacert.pem", f"# Comments come first.\n{CERTIFICATE}", True),
        ("ca-bundle.crt", CERTIFICATE, True),
        ("cacerts.txt", CERTIFICATE, True),
        ("one-root.cer", CERTIFICATE, True),
        ("client.pem", f"{CERTIFICATE}{KEY}", False),
        ("key.pem", KEY, False),
        ("notes.pem", "nothing", False),
        ("README.md", CERTIFICATE, False),
        ("tests/cacert.pem", CERTIFICATE, False),
        ("jre/lib/security/cacerts", "any bytes", True),
    ],
)
def test_a_store_is_known_by_its_name_and_its_content(tmp_path: Path, name: str, text: str, is_store: bool) -> None:
    """A bundle has certificates, and no key."""
    put(tmp_path / name, text)
    assert ({name} if is_store else set()) == found(tmp_path, folders=(tmp_path,))


@pytest.mark.parametrize(
    "command",
    [
        ["{root}/venv/bin/python", "-m", "mine"],
        ["{root}/shell/bin/tool"],
        ["tool"],
        ["env", "MINE=1", "tool"],
    ],
)
def test_the_environment_of_a_program_is_searched(tmp_path: Path, command: list[str]) -> None:
    """It is that of the program or of the interpreter in its first line, also behind a link and after other words."""
    store = put(tmp_path / "venv/lib/python3.11/site-packages/certifi/cacert.pem")
    python = put(tmp_path / "venv/bin/python", "")
    script = put(tmp_path / "elsewhere/tool", f"#!{python}\n")
    for program in (python, script):
        program.chmod(0o755)
    link = put(tmp_path / "shell/bin/x").with_name("tool")
    link.symlink_to(script)
    words = [word.replace("{root}", str(tmp_path)) for word in command]
    assert {str(store.relative_to(tmp_path))} == found(tmp_path, words)


def test_a_script_is_searched_with_the_packages_that_it_imports(tmp_path: Path) -> None:
    """A program of npm is in one package, and what it imports in others."""
    put(tmp_path / "node_modules/roots/cacert.pem")
    script = put(tmp_path / "node_modules/mine/cli.js", "#!/usr/bin/env node\n")
    assert {"node_modules/roots/cacert.pem"} == found(tmp_path, ["node", str(script)])


def test_a_link_out_of_the_folder_is_followed_to_its_file(tmp_path: Path) -> None:
    """What is covered is the file itself, so that every name of it leads to the cover."""
    store = put(tmp_path / "elsewhere/roots.pem")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/cacert.pem").symlink_to(store)
    assert {"elsewhere/roots.pem"} == found(tmp_path, folders=(tmp_path / "mine",))


def test_the_search_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a folder with too many files, those that are less deep are found."""
    monkeypatch.setattr(module, "_MOST_ENTRIES", 2)
    put(tmp_path / "a.pem")
    put(tmp_path / "b/c.pem")
    assert {"a.pem"} == found(tmp_path, folders=(tmp_path,))


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    """A folder with the name of a file, and a pipe, are no stores, and nothing waits for them."""
    (tmp_path / "folder.pem").mkdir()
    os.mkfifo(tmp_path / "pipe.pem")
    (tmp_path / "gone.pem").symlink_to(tmp_path / "nowhere")
    assert set() == found(tmp_path, folders=(tmp_path, tmp_path / "nowhere"))
