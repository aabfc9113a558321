"""A command runs apart from the other processes of the machine, by namespaces where the system permits them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from uuid import uuid4

import pytest

from token_conformance.certify.observation import kept, process
from token_conformance.certify.observation.home import folder_of_homes, home_in
from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.observation.process import Completed
from waiting import wait_until

NO_NAMESPACES = (
    "unshare",
    "--user",
    "--map-root-user",
    "sh",
    "-c",
    'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"',
    "sh",
)
"""The start of a command line in which no namespace can be made."""
NO_RIGHTS = (
    "unshare",
    "--user",
    "--map-root-user",
    "--mount",
    "sh",
    "-c",
    'mount --bind -o ro /proc /proc 2>/dev/null; mount -o remount,bind,ro /proc && exec "$@"',
    "sh",
)
"""One in which a user namespace can be made, and its users cannot be mapped."""
NO_PROC = (
    "unshare",
    "--user",
    "--map-root-user",
    "--mount",
    "sh",
    "-c",
    'mount -t tmpfs no /proc/irq && exec "$@"',
    "sh",
)
"""One in which namespaces can be made, and no new `/proc` can be mounted, as in many containers."""
EVERYWHERE = [
    pytest.param((), id="namespaces"),
    pytest.param(NO_NAMESPACES, id="none"),
    pytest.param(NO_RIGHTS, id="no rights", marks=pytest.mark.slow),
    pytest.param(NO_PROC, id="no proc", marks=pytest.mark.slow),
]
"""The systems on which all tests of a class are run; those on which only a part of the namespaces is had are slow."""


def _is_permitted(*words: str) -> bool:
    try:
        subprocess.run([*words, "true"], check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


permitted = pytest.mark.skipif(
    not _is_permitted("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc"),
    reason="this system does not permit new namespaces",
)


@pytest.fixture
def homes() -> Iterator[Path]:
    """The folder with the homes of several scenarios."""
    with folder_of_homes() as folder:
        yield folder


@pytest.fixture
def home(homes: Path) -> Iterator[Path]:
    """The home of a scenario."""
    with home_in(homes) as folder:
        yield folder


def python(script: str, home: Path, *, enter: tuple[str, ...] = (), seconds: float = 20) -> Completed:
    """Run a script in a home."""
    variables = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return process.run([sys.executable, "-c", dedent(script)], variables, home, seconds, enter=enter)


ENVIRONMENTS = """
    import glob
    for file in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
        try:
            print(file, b"CANA" + b"RY" in open(file, "rb").read())
        except OSError:
            pass
"""


@permitted
@pytest.mark.parametrize("variables", [{}, {"SECRET": "CANARY"}], ids=["argument", "variable"])
def test_no_other_process_can_be_seen(home: Path, variables: dict[str, str]) -> None:
    """Neither the variables nor the arguments of another process of the user are there to read."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "CANARY"], env=variables) as other:
        try:
            done = python(ENVIRONMENTS, home)
        finally:
            other.kill()
    assert b"" == done.stderr
    assert {b"False"} == {line.split()[1] for line in done.stdout.splitlines()}
    assert {b"/proc/1/", b"/proc/2/"} == {line[:8] for line in done.stdout.splitlines()}


@permitted
def test_the_other_processes_stay_hidden(home: Path) -> None:
    """The product has no right to remove what hides them, in its namespaces or in new ones."""
    script = """
        import os, subprocess
        for words in (["umount", "-l", "/proc"], ["mount", "-t", "proc", "proc", "/proc"]):
            for start in ([], ["unshare", "-Ur"], ["unshare", "-Urpmf"], ["unshare", "-Um"]):
                subprocess.run([*start, *words], stderr=subprocess.DEVNULL)
        print(len([name for name in os.listdir("/proc") if name.isdigit()]))
        print([line.split()[1] for line in open("/proc/self/status") if line.startswith(("CapEff", "CapBnd"))])
    """
    assert ["2", str(["0" * 16] * 2)] == python(script, home).stdout.decode().splitlines()


@permitted
def test_no_other_home_can_be_seen(homes: Path, home: Path) -> None:
    """The product finds its own home alone, and what it writes there is really there."""
    with home_in(homes) as other:
        (other / "token.txt").write_text("CANARY")
        script = f"""
            import os
            print(os.listdir({str(homes)!r}), os.getcwd(), os.path.exists({str(other / "token.txt")!r}))
            open("kept.log", "w").write("here")
        """
        done = python(script, home)
    assert f"['{home.name}'] {home} False\n" == done.stdout.decode(), done.stderr
    assert "here" == (home / "kept.log").read_text()


@permitted
def test_the_settings_of_a_live_run_are_hidden(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file `.env` of the current folder, which has the user's tokens, is empty for the product, and stays."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("TOKEN=CANARY")
    done = python(f"print(repr(open({str(tmp_path / '.env')!r}).read()))", home)
    assert "''\n" == done.stdout.decode(), done.stderr
    assert "TOKEN=CANARY" == (tmp_path / ".env").read_text()


@permitted
def test_variables_do_not_act_on_the_keeper(home: Path) -> None:
    """What a subject file sets, such as a library to load, has an effect in the command only."""
    variables = {"PATH": os.environ["PATH"], "LD_PRELOAD": "/no/such.so", "PYTHONSTARTUP": "/no", "PYTHONHOME": "/no"}
    done = process.run(["env"], variables, home)
    assert sorted(variables) == sorted(line.partition("=")[0] for line in done.stdout.decode().splitlines())
    assert 1 == done.stderr.count(b"LD_PRELOAD")


def unique_seconds() -> str:
    """The number of seconds of a `sleep` that no other process has, and that is longer than any wait of a test."""
    return f"600.{uuid4().int}"


DAEMON = "import os, subprocess; subprocess.Popen(['sleep', '{}'], start_new_session=True, env={{}})"


@permitted
@pytest.mark.parametrize("enter", EVERYWHERE)
class TestEverywhere:
    """What holds with namespaces and without."""

    def test_the_command_gets_no_file_of_the_keeper(self, home: Path, enter: tuple[str, ...]) -> None:
        """It has its three streams, and leads its own session."""
        done = python("import os\nprint(os.getpid() == os.getsid(0), *os.listdir('/proc/self/fd'))", home, enter=enter)
        assert b"True 0 1 2 3\n" == done.stdout  # the last one is the folder itself

    def test_a_broken_pipe_ends_a_program(self, home: Path, enter: tuple[str, ...]) -> None:
        """Signals have the effect that they have in a terminal."""
        done = process.run(["sh", "-c", "yes | head -1"], {"PATH": os.environ["PATH"]}, home, 5, enter=enter)
        assert (Ended.EXITED, 0, b"y\n", b"") == (done.ended, done.exit_status, done.stdout, done.stderr)

    @pytest.mark.parametrize(("ending", "status"), [("exit 7", 7), ("kill -TERM $$", -15), ("kill -KILL $$", -9)])
    def test_the_exit_status_is_that_of_the_command(
        self, home: Path, enter: tuple[str, ...], ending: str, status: int
    ) -> None:
        """A signal gives its negative number."""
        assert status == process.run(["sh", "-c", ending], {}, home, enter=enter).exit_status

    def test_a_program_that_is_not_one_is_a_sentence(self, home: Path, enter: tuple[str, ...]) -> None:
        """The reason is that of the system, and no error of the keeper is shown."""
        (home / "text").write_text("no program")
        done = process.run([str(home / "text")], {}, home, enter=enter)
        assert (Ended.NOT_STARTED, None) == (done.ended, done.exit_status)
        wanted = f"The command '{home}/text' could not be started: Permission denied."
        assert f"{wanted} Is it installed, and on the PATH?\n" == done.stderr.decode()

    def test_a_background_process_may_end_its_sentence(self, home: Path, enter: tuple[str, ...]) -> None:
        """Output that comes at once after the end of the command is kept."""
        done = process.run(["sh", "-c", "(sleep 0.05; echo late) &"], {"PATH": os.environ["PATH"]}, home, enter=enter)
        assert b"late\n" == done.stdout

    def test_a_daemon_is_ended(self, home: Path, enter: tuple[str, ...]) -> None:
        """It has no environment, and a session of its own."""
        seconds = unique_seconds()
        assert 0 == python(DAEMON.format(seconds), home, enter=enter).exit_status
        wait_until(lambda: not found(seconds))  # a killed process needs a moment

    @pytest.mark.slow
    def test_too_many_processes_are_ended(self, home: Path, enter: tuple[str, ...]) -> None:
        """A fork bomb is killed as a whole, and a line says why."""
        script = """
            import os, time
            for _ in range(3000):
                try:
                    if not os.fork():
                        time.sleep(60)
                        os._exit(0)
                except OSError:
                    time.sleep(0.1)
            time.sleep(60)
        """
        done = python(script, home, enter=enter)
        assert (Ended.EXITED, -9) == (done.ended, done.exit_status)
        assert f"\n(stopped: more than {kept.MOST_PROCESSES} processes)\n" == done.stderr.decode()

    def test_a_full_home_is_ended(self, home: Path, enter: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        """A product that fills its home, with large files or many, is stopped."""
        monkeypatch.setattr("token_conformance.certify.observation.home.MOST_BYTES", 3_000_000)
        script = "import time\nopen('big', 'wb').write(b'x' * 4_000_000)\ntime.sleep(60)"
        done = python(script, home, enter=enter)
        assert (Ended.TOO_MUCH_OUTPUT, None) == (done.ended, done.exit_status)
        assert done.seconds < 20


@permitted
@pytest.mark.parametrize("start", [NO_NAMESPACES, NO_RIGHTS, NO_PROC], ids=["none", "no rights", "no proc"])
def test_without_namespaces_the_certification_itself_stays_unreadable(home: Path, start: tuple[str, ...]) -> None:
    """Its variables hold the user's tokens; only those of the product's own processes can be read."""
    code = f"""
        import sys
        from pathlib import Path
        from token_conformance.certify.observation import process
        done = process.run([sys.executable, "-c", {dedent(ENVIRONMENTS)!r}], {{}}, Path({str(home)!r}))
        print(done.stdout.decode())
    """
    variables = {**os.environ, "TOKEN_CONFORMANCE_SCOPED_TOKEN": "CANARY", "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [*start, sys.executable, "-c", dedent(code)]
    shown = subprocess.run(words, env=variables, capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in shown.splitlines() if line]
    assert [] == [file for file, has_it in lines if has_it == "True" and file.endswith("environ")]
    assert any(file.endswith("cmdline") for file, _ in lines)


@pytest.mark.parametrize("enter", [(), pytest.param(NO_NAMESPACES, marks=permitted)], ids=["namespaces", "none"])
def test_a_certification_that_is_killed_leaves_nothing_behind(home: Path, enter: tuple[str, ...]) -> None:
    """The keeper ends with it, and so do the command and its daemons."""
    seconds = unique_seconds()
    code = f"""
        import sys
        from pathlib import Path
        from token_conformance.certify.observation import process
        script = "(setsid env -i /bin/sleep {seconds} &) ; sleep {seconds}"
        process.run(["sh", "-c", script], {{"PATH": "/usr/bin:/bin"}}, Path({str(home)!r}), 60, enter={enter!r})
    """
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", dedent(code)], env=variables) as certification:
        wait_until(lambda: 3 <= len(found(seconds)))
        certification.kill()
    wait_until(lambda: not found(seconds))


def found(word: str) -> list[bytes]:
    """The processes with a word in their arguments."""
    return subprocess.run(["pgrep", "-f", word], capture_output=True, check=False).stdout.split()


def test_a_nul_character_is_a_sentence(home: Path) -> None:
    """A subject file may have one in a command or a variable."""
    for words, variables in ((["tr\0ue"], {}), (["true"], {"A": "b\0c"})):
        done = process.run(words, variables, home)
        assert Ended.NOT_STARTED is done.ended
        assert b"could not be started: it has a NUL character." in done.stderr


def test_on_other_systems_the_group_is_ended(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Linux there are no namespaces; a background process that stays in the group ends with the command."""
    monkeypatch.setattr(kept, "IS_LINUX", False)
    seconds = unique_seconds()
    done = process.run(["sh", "-c", f"sleep {seconds} & echo out; exit 3"], {"PATH": os.environ["PATH"]}, home)
    assert (Ended.EXITED, 3, b"out\n") == (done.ended, done.exit_status, done.stdout)
    wait_until(lambda: not found(seconds))  # a killed process needs a moment
    assert Ended.NOT_STARTED is process.run(["no-such-program"], {}, home).ended
