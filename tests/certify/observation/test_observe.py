"""A subject in a scenario: what it sent, what it said, and nothing that should not be kept."""

import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place
from token_conformance.certify.observation.observe import observe, observe_all
from token_conformance.certify.observation.process import MOST_OUTPUT
from token_conformance.certify.observation.tenants import tenant_of
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.hosts import FOREIGN_HOST
from token_conformance.certify.scenarios.scenario import Given, Scenario
from token_conformance.certify.subject.subject import Action, Configuration, Subject
from token_conformance.model.cell import UrlForm

Fake = Callable[..., Subject]
READS = (Action.WHOAMI, Action.GET_ISSUE, Action.GET_PAGE)


def scenario(**fields: object) -> Scenario:
    """A scenario of one read, unless the fields say otherwise."""
    known: dict[str, object] = {"id": "one", "sentence": "", "requirements": (), "actions": (Action.WHOAMI,)}
    return Scenario(**known | fields)  # type: ignore[arg-type]  # the fields of a Scenario


def statuses(observation: Observation) -> list[tuple[str, int | None, str]]:
    """The host, status and credential of each request."""
    return [(seen.host, seen.status, seen.credential) for seen in observation.requests]


def test_a_scoped_token_at_the_gateway(fake: Fake) -> None:
    """Each action sends its request, succeeds, and shows what it must; what is unsupported is listed."""
    seen = observe(fake(), scenario(actions=READS))
    assert [("api.atlassian.com", 200, "scoped")] * 2 == statuses(seen)
    assert [(Place.HEADER,)] * 2 == [request.places for request in seen.requests]
    assert f"/ex/jira/{seen.cloud_id}/rest/api/3/myself" == seen.requests[0].path
    assert [(Ended.EXITED, 0, True, ())] * 2 == [
        (run.ended, run.exit_status, run.succeeded, run.missing) for run in seen.runs
    ]
    assert all(run.must_show for run in seen.runs)
    assert {Action.GET_PAGE: "It is for Jira only."} == seen.unsupported
    assert ("fake", "one", "scoped", ("gateway",), 0) == (
        seen.subject,
        seen.scenario,
        seen.token,
        seen.forms,
        seen.untrusted,
    )


def test_times_are_those_of_the_scenario(fake: Fake) -> None:
    """Each request lies within the run of its action."""
    seen = observe(fake(), scenario())
    [request], [run] = seen.requests, seen.runs
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
    """The edge answers each as it should, and the failure is seen as one."""
    seen = observe(fake(), scenario(token=given, forms=(form,), actions=(Action.GET_ISSUE,)))
    [(host, *rest)] = statuses(seen)
    assert [status, credential] == rest
    assert (form is UrlForm.GATEWAY) == (host == "api.atlassian.com")
    assert [status == 200] == [run.succeeded for run in seen.runs]


def test_a_product_without_a_gateway_is_given_the_site(fake: Fake) -> None:
    """The observation says which form it was."""
    configuration = Configuration(common={"EMAIL": "{email}", "TOKEN": "{token}"}, site={"URL": "{site_url}"})
    seen = observe(fake(configuration=configuration), scenario())
    assert (("site",), f"{seen.site}.atlassian.net") == (seen.forms, seen.requests[0].host)


def test_several_forms_and_noise(fake: Fake) -> None:
    """The actions are run in one form after the other, with the noisiest logging."""
    script = "import os; print(os.environ['URL'], os.environ['NOISE'])"
    seen = observe(fake(script), scenario(forms=(UrlForm.GATEWAY, UrlForm.SITE), noisy=True))
    gateway, site = f"https://api.atlassian.com/ex/jira/{seen.cloud_id}", f"https://{seen.site}.atlassian.net"
    assert [f"{gateway} all\n", f"{site} all\n"] == [run.stdout for run in seen.runs]
    assert ("gateway", "site") == seen.forms


def test_no_secret_is_kept(fake: Fake) -> None:
    """Neither in outputs, nor in the command, nor of a URL; and no path of the machine."""
    script = """
        import base64, os, sys, httpx
        token = os.environ["TOKEN"]
        print(token, base64.b64encode(f"{os.environ['EMAIL']}:{token}".encode()).decode())
        print(os.environ["HOME"], __file__, sys.argv[1], file=sys.stderr)
        httpx.get(os.environ["URL"] + "/rest/api/3/myself", params={"token": token})
    """
    subject = fake(script, commands={Action.WHOAMI: ("{python}", "{here}/driver.py", "{token}")})
    seen = observe(subject, scenario())
    [run], [request] = seen.runs, seen.requests
    assert "<token> <base64 of the credential>\n" == run.stdout
    assert "{home} {here}/driver.py <token>\n" == run.stderr
    assert ("{python}", "{here}/driver.py", "{token}") == run.command
    assert ("token=<URL-encoded token>", (Place.URL,), "none") == (request.query, request.places, request.credential)
    account = tenant_of("fake", scenario()).account
    credential = b64encode(f"{account.email}:{account.scoped_jira}".encode()).decode()
    assert not any(secret in repr(seen) for secret in (account.scoped_jira.partition("=")[0], credential))


def test_log_files_are_part_of_the_output(fake: Fake) -> None:
    """With their tokens masked, as the product's own words; other files are not."""
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
    """A token that the cut goes through is not masked, so it is left out."""
    script = f"""
        import os, sys
        token = os.environ["TOKEN"]
        {place}.write("x" * ({MOST_OUTPUT} - len(token) + 5) + token + "x" * 100)
    """
    [run] = observe(fake(script), scenario()).runs
    assert "MADE-UP" not in run.output
    assert len(run.output) > MOST_OUTPUT - 1000


def test_a_refused_certificate_is_counted(fake: Fake) -> None:
    """No request comes after it, and none is there."""
    seen = observe(fake(), scenario(faults=("wrong-certificate",)))
    assert (1, ()) == (seen.untrusted, seen.requests)
    assert [False] == [run.succeeded for run in seen.runs]


def test_a_redirect_to_plain_http_is_seen(fake: Fake) -> None:
    """A client that follows it with its token sends it to the door."""
    script = """
        import os, httpx
        auth = (os.environ["EMAIL"], os.environ["TOKEN"])
        answer = httpx.get(os.environ["URL"] + "/rest/api/3/myself", auth=auth)
        httpx.get(answer.headers["location"], auth=auth)
    """
    first, second = observe(fake(script), SCENARIOS["redirect-to-plain-http"]).requests
    assert ("https", 302, "scoped") == (first.scheme, first.status, first.credential)
    assert ("http", 421, "scoped", first.host, first.path) == (
        second.scheme,
        second.status,
        second.credential,
        second.host,
        second.path,
    )
    assert f"http://{first.host}{first.path}" == first.location


def test_a_foreign_host_answers_and_is_seen(fake: Fake) -> None:
    """With the kind of credential that went there; a host of nobody is refused, and seen as well."""
    script = """
        import os, httpx
        auth = (os.environ["EMAIL"], os.environ["TOKEN"])
        answer = httpx.get(os.environ["URL"] + "/rest/api/3/myself", auth=auth)
        httpx.get(answer.headers["location"], auth=auth)
        httpx.get("https://telemetry.example.com/")
    """
    seen = observe(fake(script), SCENARIOS["redirect-to-foreign"])
    assert [
        ("api.atlassian.com", 302, "scoped"),
        (FOREIGN_HOST, 200, "scoped"),
        ("telemetry.example.com", 421, "none"),
    ] == statuses(seen)


def test_what_is_made_must_be_shown(fake: Fake) -> None:
    """The key of the issue that the tenant now holds; where nothing was made, nothing can be shown."""
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


def test_success_is_what_the_subject_file_calls_so(fake: Fake) -> None:
    """Its words for a failure count, whatever the exit status is."""
    [run] = observe(fake("print('Oops: no')", failure_text=("Oops",)), scenario()).runs
    assert (0, False) == (run.exit_status, run.succeeded)


def test_a_name_may_be_written_as_json_does(fake: Fake) -> None:
    """A caller's name with an accent is seen where it is escaped, too."""
    seen = observe(fake("import os, json; print(json.dumps(os.environ['NAME']))", configuration=NAMED), scenario())
    assert () == seen.runs[0].missing


NAMED = Configuration(site={"NAME": "{display_name}"})


def test_a_person_can_drive_the_product(fake: Fake) -> None:
    """They are told what to do and with which settings, and asked what came of it."""
    answers: Iterator[str] = iter(["", "maybe", "y", "Hello,", "somebody", ""])
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return next(answers)

    subject = fake(commands={}, manual={Action.WHOAMI: "Press Test."})
    [run] = observe(subject, scenario(), ask=ask).runs
    assert (Ended.MANUAL, True, "Hello,\nsomebody\n") == (run.ended, run.succeeded, run.stdout)
    assert "Press Test." in asked[0]
    assert "  URL=https://api.atlassian.com/ex/jira/" in asked[0]
    assert "Please answer y or n: " == asked[2]


def test_several_scenarios_at_once(fake: Fake) -> None:
    """Each has its observation, by its id; a command that is missing disturbs nobody."""
    scenarios = [scenario(id=f"number-{number}") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        seen = observe_all(fake(), scenarios, pool)
        missing = observe_all(fake(commands={Action.WHOAMI: ("no-such-program",)}), scenarios[:1], pool)
    assert [f"number-{number}" for number in range(4)] == list(seen)
    assert [True] * 4 == [observation.runs[0].succeeded for observation in seen.values()]
    assert Ended.NOT_STARTED is missing["number-0"].runs[0].ended


def test_nothing_is_left_on_the_disk(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The home of the product's processes is gone with all that they wrote there."""
    homes = tmp_path / "homes"
    homes.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(homes))
    observe(fake("import os; open(os.path.expanduser('~/kept.txt'), 'w').close()"), scenario())
    assert [] == list(homes.iterdir())
