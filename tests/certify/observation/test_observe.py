"""The observation of a subject in a scenario: its requests and output, without secrets."""

import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.certify.observation import process, wire
from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place
from token_conformance.certify.observation.observe import observe, observe_all
from token_conformance.certify.observation.process import MOST_OUTPUT, run
from token_conformance.certify.observation.tenants import tenant_of
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.hosts import FOREIGN_HOST
from token_conformance.certify.scenarios.scenario import Given, Scenario
from token_conformance.certify.subject.subject import Action, Configuration, Subject
from token_conformance.errors import BoundError
from token_conformance.model.cell import UrlForm

Fake = Callable[..., Subject]
READS = (Action.WHOAMI, Action.GET_ISSUE, Action.GET_PAGE)


def scenario(**fields: object) -> Scenario:
    """A scenario of one read, unless the fields say otherwise."""
    known: dict[str, object] = {"id": "one", "sentence": "", "requirements": (), "actions": (Action.WHOAMI,)}
    return Scenario(**known | fields)  # type: ignore[arg-type]  # the fields of a Scenario


def statuses(observation: Observation) -> list[tuple[str, int | None, str]]:
    """The host, status and credential of each request."""
    return [(request.host, request.status, request.credential) for request in observation.requests]


def test_a_scoped_token_at_the_gateway(fake: Fake) -> None:
    """Each action sends its request, succeeds, and shows what it must; unsupported actions are listed."""
    observation = observe(fake(), scenario(actions=READS))
    assert [("api.atlassian.com", 200, "scoped")] * 2 == statuses(observation)
    assert [(Place.HEADER,)] * 2 == [request.places for request in observation.requests]
    assert f"/ex/jira/{observation.cloud_id}/rest/api/3/myself" == observation.requests[0].path
    assert [(Ended.EXITED, 0, True, ())] * 2 == [
        (run.ended, run.exit_status, run.succeeded, run.missing) for run in observation.runs
    ]
    assert all(run.must_show for run in observation.runs)
    assert {Action.GET_PAGE: "It is for Jira only."} == observation.unsupported
    assert ("fake", "one", "scoped", ("gateway",), 0) == (
        observation.subject,
        observation.scenario,
        observation.token,
        observation.forms,
        observation.untrusted,
    )


def test_an_action_may_take_as_long_as_its_scenario_says(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual limit times the patience, and the time to start."""
    limits = []

    def noted(words: Sequence[str], variables: Mapping[str, str], home: Path, seconds: float) -> process.Completed:
        limits.append(seconds)
        return run(words, variables, home, seconds)

    monkeypatch.setattr(process, "run", noted)
    observe(replace(fake(), start_seconds=7.0), scenario(patience=2.0))
    assert [2 * process.SECONDS + 7.0] == limits


def test_a_trace_that_is_not_complete_is_refused(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is concluded from a part of the requests: what is missing may be the one with the token."""
    monkeypatch.setattr(wire, "MOST_REQUESTS", 1)
    line = (
        "fake, in the scenario one: more than 1 requests were sent, so its trace is not complete"
        " and nothing is concluded; correct the subject"
    )
    with pytest.raises(BoundError) as refusal:
        observe(fake(), scenario(actions=READS))
    assert line == str(refusal.value)


def test_times_are_those_of_the_scenario(fake: Fake) -> None:
    """Each request starts and ends during the run of its action."""
    observation = observe(fake(), scenario())
    [request], [run] = observation.requests, observation.runs
    assert request.ended is not None
    assert 0 <= run.started <= request.started <= request.ended <= run.started + run.seconds


@pytest.mark.parametrize(
    ("given", "form", "status", "credential"),
    [
        (Given.UNSCOPED, UrlForm.SITE, 200, "unscoped"),
        (Given.UNSCOPED, UrlForm.GATEWAY, 200, "unscoped"),
        (Given.SCOPED, UrlForm.SITE, 404, "scoped"),
        (Given.INVALID, UrlForm.SITE, 404, "invalid"),
        (Given.INVALID, UrlForm.GATEWAY, 401, "invalid"),
        (Given.LACKING, UrlForm.GATEWAY, 401, "scoped"),
    ],
)
def test_every_kind_of_token(fake: Fake, given: Given, form: UrlForm, status: int, credential: str) -> None:
    """The edge answers each kind as Atlassian does, and a failure is recorded as one."""
    observation = observe(fake(), scenario(token=given, forms=(form,), actions=(Action.GET_ISSUE,)))
    [(host, *rest)] = statuses(observation)
    assert [status, credential] == rest
    assert (form is UrlForm.GATEWAY) == (host == "api.atlassian.com")
    assert [status == 200] == [run.succeeded for run in observation.runs]


def test_a_product_without_a_gateway_is_given_the_site(fake: Fake) -> None:
    """The observation names the URL form that was configured."""
    configuration = Configuration(common={"EMAIL": "{email}", "TOKEN": "{token}"}, site={"URL": "{site_url}"})
    observation = observe(fake(configuration=configuration), scenario())
    assert (("site",), f"{observation.site}.atlassian.net") == (observation.forms, observation.requests[0].host)


def test_several_forms_and_noise(fake: Fake) -> None:
    """The actions are run with one URL form after the other, with the noisiest logging."""
    script = "import os; print(os.environ['URL'], os.environ['NOISE'])"
    observation = observe(fake(script), scenario(forms=(UrlForm.GATEWAY, UrlForm.SITE), noisy=True))
    gateway, site = (
        f"https://api.atlassian.com/ex/jira/{observation.cloud_id}",
        f"https://{observation.site}.atlassian.net",
    )
    assert [f"{gateway} all\n", f"{site} all\n"] == [run.stdout for run in observation.runs]
    assert ("gateway", "site") == observation.forms


def test_a_product_can_have_options_of_its_own_for_node_and_java(fake: Fake) -> None:
    """They are added to those that lead to the edge, without which none of its requests would come there."""
    own = {"NODE_OPTIONS": "--max-old-space-size=512", "JAVA_TOOL_OPTIONS": "-Xmx512m", "LANG": "de"}
    script = (
        "import os; print(*(os.environ[name] for name in ('NODE_OPTIONS', 'JAVA_TOOL_OPTIONS', 'LANG')), sep='\\n')"
    )
    [run] = observe(fake(script, configuration=Configuration(common=own)), scenario()).runs
    node, java, language = run.stdout.splitlines()
    assert node.startswith("--require=")
    assert node.endswith(" --max-old-space-size=512")
    assert java.startswith("-Dhttps.proxyHost=")
    assert java.endswith(" -Xmx512m")
    assert "de" == language


def test_no_secret_is_recorded(fake: Fake) -> None:
    """Outputs, commands and URLs contain no secret, and outputs no path of the machine."""
    script = """
        import base64, os, sys, httpx
        token = os.environ["TOKEN"]
        print(token, base64.b64encode(f"{os.environ['EMAIL']}:{token}".encode()).decode())
        print(os.environ["HOME"], __file__, sys.argv[1], file=sys.stderr)
        httpx.get(os.environ["URL"] + "/rest/api/3/myself", params={"token": token})
    """
    subject = fake(script, commands={Action.WHOAMI: ("{python}", "{here}/driver.py", "{token}")})
    observation = observe(subject, scenario())
    [run], [request] = observation.runs, observation.requests
    assert "<token> <base64 of the credential>\n" == run.stdout
    assert "{home} {here}/driver.py <token>\n" == run.stderr
    assert ("{python}", "{here}/driver.py", "{token}") == run.command
    assert ("token=<URL-encoded token>", (Place.URL,), "none") == (request.query, request.places, request.credential)
    account = tenant_of("fake", scenario()).account
    credential = b64encode(f"{account.email}:{account.scoped_jira}".encode()).decode()
    assert not any(secret in repr(observation) for secret in (account.scoped_jira.partition("=")[0], credential))


def test_log_files_are_part_of_the_output(fake: Fake) -> None:
    """Their tokens are masked; other files are not part of it."""
    script = """
        import os, pathlib
        (pathlib.Path.home() / "logs").mkdir()
        (pathlib.Path.home() / "logs" / "client.log").write_text("sent " + os.environ["TOKEN"])
        (pathlib.Path.home() / "settings.json").write_text(os.environ["TOKEN"])
    """
    [run] = observe(fake(script), scenario()).runs
    assert "\n--- logs/client.log\nsent <token>" == run.stderr


@pytest.mark.parametrize("place", ["sys.stdout", "open(os.path.expanduser('~/x.log'), 'w')"])
def test_no_secret_is_left_where_an_output_is_cut(fake: Fake, place: str) -> None:
    """The mask does not recognize a token that is cut, so the end of the output is left out."""
    script = f"""
        import os, sys
        token = os.environ["TOKEN"]
        {place}.write("x" * ({MOST_OUTPUT} - len(token) + 5) + token + "x" * 100)
    """
    [run] = observe(fake(script), scenario()).runs
    assert "MADE-UP" not in run.output
    assert len(run.output) > MOST_OUTPUT - 1000


def test_a_refused_certificate_is_counted(fake: Fake) -> None:
    """The subject gives the connection up, and sends no request."""
    observation = observe(fake(), scenario(faults=("wrong-certificate",)))
    assert (1, ()) == (observation.untrusted, observation.requests)
    assert [False] == [run.succeeded for run in observation.runs]


@pytest.mark.slow
def test_a_request_over_plain_http_is_recorded(fake: Fake) -> None:
    """A client that follows a redirect to plain http with its token sends the token to the proxy."""
    script = """
        import os, httpx
        auth = (os.environ["EMAIL"], os.environ["TOKEN"])
        answer = httpx.get(os.environ["URL"] + "/rest/api/3/myself", auth=auth)
        httpx.get(answer.headers["location"], auth=auth)
    """
    first, second, *_ = observe(fake(script), SCENARIOS["redirect-to-plain-http"]).requests
    assert ("https", 302, "scoped") == (first.scheme, first.status, first.credential)
    assert ("http", 421, "scoped", first.host, first.path) == (
        second.scheme,
        second.status,
        second.credential,
        second.host,
        second.path,
    )
    assert f"http://{first.host}{first.path}" == first.location


@pytest.mark.slow
def test_a_request_over_plain_http_in_a_tunnel_is_recorded(fake: Fake) -> None:
    """A client that asks its proxy for a tunnel to port 80 sends the token in the clear, too."""
    script = """
        import http.client, os
        from base64 import b64encode
        from urllib.parse import urlsplit

        proxy = urlsplit(os.environ["HTTPS_PROXY"])
        connection = http.client.HTTPConnection(proxy.hostname, proxy.port)
        connection.set_tunnel(urlsplit(os.environ["URL"]).hostname, 80)
        credential = b64encode(f"{os.environ['EMAIL']}:{os.environ['TOKEN']}".encode()).decode()
        connection.request("GET", "/rest/api/3/myself", headers={"Authorization": f"Basic {credential}"})
        print(connection.getresponse().status)
    """
    [request] = observe(fake(script), scenario()).requests
    assert ("http", "api.atlassian.com", "/rest/api/3/myself", 421, (Place.HEADER,)) == (
        request.scheme,
        request.host,
        request.path,
        request.status,
        request.places,
    )


@pytest.mark.slow
def test_requests_to_foreign_hosts_are_recorded(fake: Fake) -> None:
    """The scenario's foreign host answers, any other host is refused; both are recorded with the kind of credential."""
    script = """
        import os, httpx
        auth = (os.environ["EMAIL"], os.environ["TOKEN"])
        answer = httpx.get(os.environ["URL"] + "/rest/api/3/myself", auth=auth)
        httpx.get(answer.headers["location"], auth=auth)
        httpx.get("https://telemetry.example.com/")
    """
    observation = observe(fake(script), SCENARIOS["redirect-to-foreign"])
    assert [
        ("api.atlassian.com", 302, "scoped"),
        (FOREIGN_HOST, 404, "scoped"),
        ("telemetry.example.com", 421, "none"),
    ] == statuses(observation)[:3]


def test_what_is_created_must_be_shown(fake: Fake) -> None:
    """The run must show the key of the new issue; a run that creates nothing is never complete."""
    script = """
        import os, sys, httpx
        if sys.argv[1] != "nothing":
            fields = {"project": {"key": sys.argv[1]}, "issuetype": {"name": "Task"}, "summary": sys.argv[2]}
            auth = (os.environ["EMAIL"], os.environ["TOKEN"])
            answer = httpx.post(os.environ["URL"] + "/rest/api/3/issue", json={"fields": fields}, auth=auth)
            print(answer.json()["key"])
    """
    words = [("{project_key}", "{title}"), ("nothing", "")]
    runs: list[ActionRun] = []
    for pair in words:
        subject = fake(script, commands={Action.CREATE_ISSUE: (sys.executable, "{here}/driver.py", *pair)})
        runs += observe(subject, scenario(actions=(Action.CREATE_ISSUE,))).runs
    assert [((runs[0].stdout.strip(),), ()), (("(nothing was made)",), ("(nothing was made)",))] == [
        (run.must_show, run.missing) for run in runs
    ]


def test_what_the_model_does_not_know_is_recorded_in_its_own_words(fake: Fake) -> None:
    """A 501 of a fault is not the model's."""
    words = ("GET", "/rest/api/3/classification-levels")
    subject = fake(commands={Action.GET_ISSUE: (sys.executable, "{here}/driver.py", *words)})
    [request] = observe(subject, scenario(actions=(Action.GET_ISSUE,))).requests
    assert 501 == request.status
    assert request.not_modelled.startswith("The local model does not know what GET /rest/api/3/classification-levels")
    [request] = observe(subject, scenario(actions=(Action.GET_ISSUE,), faults=("500:processed",))).requests
    assert (500, "") == (request.status, request.not_modelled)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Action.WHOAMI, ("GET", "/rest/api/3/myself")),
        (Action.GET_ISSUE, ("GET", "/rest/api/3/issue/{issue_key}")),
        (Action.CREATE_ISSUE, ("POST", "/rest/api/3/issue")),
    ],
)
def test_a_token_that_lacks_the_scope_lacks_that_of_the_action(
    fake: Fake, action: Action, words: tuple[str, str]
) -> None:
    """Each call is refused for its scope, whatever the one action of a product is."""
    script = """
        import os, sys, httpx
        answer = httpx.request(sys.argv[1], os.environ["URL"] + sys.argv[2], json={} if sys.argv[1] == "POST" else None,
                               auth=(os.environ["EMAIL"], os.environ["TOKEN"]))
        print(answer.text)
    """
    subject = fake(script, commands={action: (sys.executable, "{here}/driver.py", *words)})
    [run] = observe(subject, scenario(actions=(action,), token=Given.LACKING)).runs
    assert "scope does not match" in run.stdout


def test_success_is_what_the_subject_file_calls_so(fake: Fake) -> None:
    """A run with a failure text in its output is not a success, even with exit status 0."""
    [run] = observe(fake("print('Oops: no')", failure_text=("Oops",)), scenario()).runs
    assert (0, False) == (run.exit_status, run.succeeded)


def test_a_name_may_be_written_as_json_does(fake: Fake) -> None:
    """A caller's name with an accent is also found in its JSON-escaped form."""
    observation = observe(
        fake("import os, json; print(json.dumps(os.environ['NAME']))", configuration=NAMED), scenario()
    )
    assert () == observation.runs[0].missing


NAMED = Configuration(site={"NAME": "{display_name}"})


def test_a_person_can_use_the_product(fake: Fake) -> None:
    """The person gets an instruction and the settings, and is asked for the result."""
    answers: Iterator[str] = iter(["", "maybe", "y", "Hello,", "somebody", ""])
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return next(answers)

    subject = fake(commands={}, manual={Action.WHOAMI: "Press Test."})
    [run] = observe(subject, scenario(), ask=ask).runs
    assert (Ended.MANUAL, True, "Hello,\nsomebody\n") == (run.ended, run.succeeded, run.stdout)
    assert asked[0].startswith("\nStep 1 of 1: whoami, in one.")
    assert "Then: Press Test." in asked[0]
    assert "  export URL=https://api.atlassian.com/ex/jira/" in asked[0]
    assert "Please answer y or n or yes or no: " == asked[2]


@pytest.mark.slow
def test_several_scenarios_at_once(fake: Fake) -> None:
    """Each scenario has its observation, by its id; a command that is missing is recorded as not started."""
    scenarios = [scenario(id=f"number-{number}") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        observations = observe_all(fake(), scenarios, pool)
        missing = observe_all(fake(commands={Action.WHOAMI: ("no-such-program",)}), scenarios[:1], pool)
    assert [f"number-{number}" for number in range(4)] == list(observations)
    assert [True] * 4 == [observation.runs[0].succeeded for observation in observations.values()]
    assert Ended.NOT_STARTED is missing["number-0"].runs[0].ended


def test_a_log_that_is_a_link_is_not_copied(fake: Fake, tmp_path: Path) -> None:
    """The certificate would publish any file of the user."""
    (tmp_path / "private.txt").write_text("CANARY")
    script = f"""
        import os, pathlib
        home = pathlib.Path.home()
        (home / "a.log").symlink_to({str(tmp_path / "private.txt")!r})
        (home / "b").symlink_to({str(tmp_path)!r})
        os.link({str(tmp_path / "private.txt")!r}, home / "c.log")
    """
    [run] = observe(fake(script), scenario()).runs
    assert "CANARY" not in run.output
    assert "\n--- a.log\n(not read: " in run.stderr


@pytest.mark.parametrize(
    "damage",
    [
        "shutil.rmtree(home)",
        "(home / 'tmp').rmdir(); (home / 'tmp').touch()",
        "(home / 'tmp').rmdir(); (home / 'tmp').symlink_to('/no/such')",
        "[(home / str(number) / 'x').mkdir(parents=True) for number in range(200)]",
        "home.chmod(0)",
    ],
)
def test_a_product_that_damages_its_home_is_observed(fake: Fake, damage: str) -> None:
    """Each of its actions has a record, and the run of the others goes on."""
    script = f"import os, pathlib, shutil; home = pathlib.Path(os.environ['HOME']); print('here')\n{damage}"
    runs = observe(fake(script), scenario(actions=(Action.WHOAMI, Action.GET_ISSUE))).runs
    assert ["whoami", "get-issue"] == [run.action for run in runs]
    assert "here\n" == runs[0].stdout


@pytest.mark.slow
def test_a_daemon_of_one_action_sends_nothing_in_the_next(fake: Fake) -> None:
    """A process that was left behind could do later what the product is certified for."""
    script = """
        import os, subprocess, sys, httpx
        if sys.argv[2].endswith("myself"):
            later = "import time, httpx, os; time.sleep(1); httpx.get(os.environ['URL'] + '/late', verify=False)"
            words = [sys.executable, "-c", later]
            proxies = {name: os.environ[name] for name in ("URL", "HTTPS_PROXY")}
            subprocess.Popen(words, start_new_session=True, env=proxies, cwd="/")
        else:
            import time
            time.sleep(3)
    """
    observation = observe(fake(script), scenario(actions=(Action.WHOAMI, Action.GET_ISSUE)))
    assert () == observation.requests


def test_nothing_is_left_on_the_disk(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The home of the product's processes is removed with all files in it."""
    homes = tmp_path / "homes"
    homes.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(homes))
    observe(fake("import os; open(os.path.expanduser('~/kept.txt'), 'w').close()"), scenario())
    assert [] == list(homes.iterdir())
