"""Observations written by hand, with one line per request, and those of a subject that meets every requirement."""

from collections.abc import Mapping, Sequence
from typing import Any

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place, WireRequest
from token_conformance.certify.requirements.trace import traces
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.model.cell import Credential, UrlForm

Run = tuple[ActionRun, Sequence[WireRequest]]
"""A run with its requests."""

CLOUD_ID = "00000000-c10d-4000-8000-000000000009"
HOSTS = {
    "SITE": "your-domain.atlassian.net",
    "GATE": "api.atlassian.com",
    "JIRA": f"api.atlassian.com/ex/jira/{CLOUD_ID}",
    "CONF": f"api.atlassian.com/ex/confluence/{CLOUD_ID}",
    "FOREIGN": "files.example.com",
}
KINDS = {
    "unscoped-site": Credential.UNSCOPED,
    "invalid-site": Credential.INVALID,
    "invalid-gateway": Credential.INVALID,
}
SITE_FORM = {"unscoped-site", "scoped-site", "invalid-site"}

LOOKUP = "GET SITE/_edge/tenant_info 200 anonymous"
PROBE = "GET SITE/rest/api/3/myself 401"
ISSUE = "GET JIRA/rest/api/3/issue/SOFT-1"
SPACES = "CONF/wiki/api/v2/spaces"
REFUSED = "The token was not accepted at the site nor at the gateway."


def correct() -> dict[str, Observation]:
    """The observations of a subject that meets every requirement."""
    observations: dict[str, Observation] = {}
    for scenario, pairs in _correct().items():
        observations |= make_observation(scenario, *pairs, untrusted=scenario.endswith("-certificate"))
    return observations


def with_run(observations: Mapping[str, Observation], scenario: str, run: Run) -> dict[str, Observation]:
    """The observations with a run that replaces the one of the same action in a scenario, or is added to it."""
    others = [trace for trace in traces(observations[scenario]) if trace.run.action != run[0].action]
    pairs = [(_later(t.run, -t.run.started), [_later(r, -t.run.started) for r in t.requests]) for t in others]
    return dict(observations) | make_observation(scenario, *pairs, run, untrusted=observations[scenario].untrusted)


def make_observation(scenario: str, *pairs: Run, untrusted: int = 0, **members: Any) -> dict[str, Observation]:
    """The observation of a scenario, in which a run starts every ten seconds."""
    runs, requests = [], []
    for number, (run, sent) in enumerate(pairs):
        runs.append(_later(run, number * 10.0))
        requests += [_later(request, number * 10.0) for request in sent]
    token = KINDS.get(scenario, Credential.SCOPED)
    defaults: dict[str, Any] = {
        "token": Given(token),
        "forms": (UrlForm.SITE if scenario in SITE_FORM else UrlForm.GATEWAY,),
    }
    kinds = tuple(_as_kind(request, token) for request in requests)
    names = {"scenario": scenario, "subject": "made-up", "site": "your-domain", "cloud_id": CLOUD_ID}
    parts = {"requests": kinds, "untrusted": untrusted, "runs": tuple(runs), "unsupported": {}}
    return {scenario: Observation(**(names | defaults | parts | members))}


def run_with_requests(action: str, *lines: str, says: str = "KEY", fails: bool = False, **members: Any) -> Run:
    """One run that should show `KEY`; each line is `METHOD PLACE/path status flag...`, a second and a half apart."""
    run: dict[str, Any] = {
        "action": action,
        "command": ("made-up", action),
        "ended": Ended.EXITED,
        "exit_status": int(fails),
        "succeeded": not fails,
        "stdout": "" if fails else says,
        "stderr": says if fails else "",
        "started": 0.0,
        "seconds": 1.0,
        "must_show": ("KEY",),
    }
    return ActionRun(**(run | members)), [_request(line, 1.5 * number) for number, line in enumerate(lines)]


def _request(line: str, started: float) -> WireRequest:
    method, url, status, *flags = line.split()
    scheme, _, rest = url.rpartition("://")
    place, slash, path = rest.partition("/")
    host, prefix_slash, prefix = HOSTS[place].partition("/")
    places = (Place.HEADER, *(place for place in Place if place.replace(" ", "-") in flags))
    location = next((flag[1:] for flag in flags if flag.startswith(">")), "")
    return WireRequest(
        started=started + 0.1,
        ended=started + 0.2,
        scheme=scheme or "https",
        host=host,
        method=method,
        path=prefix_slash + prefix + slash + path.partition("?")[0],
        query=path.partition("?")[2],
        credential=Credential.NONE if "anonymous" in flags else Credential.SCOPED,
        places=() if "anonymous" in flags else places,
        status=None if status == "-" else int(status),
        location=location,
        not_modelled="The local model does not know what GET /x answers." if "unknown" in flags else "",
    )


def _later(moment: Any, seconds: float) -> Any:
    shift = {name: getattr(moment, name) + seconds for name in ("started", "ended") if _is_time(moment, name)}
    return type(moment)(**(vars(moment) | shift))


def _is_time(moment: Any, name: str) -> bool:
    return isinstance(getattr(moment, name), float)


def _as_kind(request: WireRequest, token: Credential) -> WireRequest:
    credential = token if request.credential is not Credential.NONE else Credential.NONE
    return WireRequest(**(vars(request) | {"credential": credential}))


def _correct() -> dict[str, list[Run]]:
    return {**_tokens(), **_pointers(), **_pages(), **_errors()}


def _tokens() -> dict[str, list[Run]]:
    refused = [run_with_requests(name, PROBE, fails=True, says=REFUSED) for name in ("list-projects", "get-issue")]
    return {
        "unscoped-site": [run_with_requests("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 200")],
        "scoped-gateway": [
            run_with_requests("get-issue", f"{ISSUE} 200"),
            run_with_requests("list-spaces", f"GET {SPACES} 200"),
            run_with_requests("show-link", f"{ISSUE} 200", says="KEY https://your-domain.atlassian.net/browse/SOFT-1"),
        ],
        "scoped-site": [run_with_requests("get-issue", PROBE, LOOKUP, f"{ISSUE} 200")],
        "invalid-site": refused,
        "invalid-gateway": [run_with_requests("get-issue", f"{ISSUE} 401", fails=True, says="401 Unauthorized")],
        "lacking-gateway": [run_with_requests("get-issue", f"{ISSUE} 401", fails=True, says="scope does not match")],
    }


def _pointers() -> dict[str, list[Run]]:
    return {
        "untrusted-certificate": [run_with_requests("get-issue", fails=True, says="certificate verify failed")],
        "other-name-certificate": [run_with_requests("get-issue", fails=True, says="hostname mismatch")],
        "redirect-to-plain-http": [run_with_requests("get-issue", f"{ISSUE} 302 >http://a/", fails=True, says="302")],
        "redirect-to-foreign": [run_with_requests("get-issue", f"{ISSUE} 302 >https://b/", fails=True, says="302")],
        "next-foreign": [run_with_requests("list-spaces", f"GET {SPACES} 200", fails=True, says="next is elsewhere")],
        "attachment-foreign": [run_with_requests("get-attachment", "GET JIRA/rest/api/3/attachment/1 200", fails=True)],
        "attachment-at-site": [run_with_requests("get-attachment", "GET JIRA/rest/api/3/attachment/content/1 200")],
        "redirect-to-site": [
            run_with_requests("get-issue", f"{ISSUE} 302 >https://your-domain.atlassian.net/", fails=True)
        ],
    }


def _pages() -> dict[str, list[Run]]:
    def paged(action: str, path: str) -> list[Run]:
        return [run_with_requests(action, f"GET {path} 200", f"GET {path}?cursor=2 200")]

    spaces = paged("list-spaces", SPACES)
    return {
        "pages-relative": spaces,
        "pages-wiki-relative": spaces,
        "pages-absolute-site": spaces,
        "pages-token": paged("search", "JIRA/rest/api/3/search/jql"),
        "pages-offset": paged("list-projects", "JIRA/rest/api/3/project/search"),
        "page-two-fails": [
            run_with_requests("list-spaces", f"GET {SPACES} 200", f"GET {SPACES}?cursor=2 500", fails=True)
        ],
    }


def _errors() -> dict[str, list[Run]]:
    create = "POST JIRA/rest/api/3/issue"
    return {
        "rate-limited": [run_with_requests("get-issue", f"{ISSUE} 429", f"{ISSUE} 429", f"{ISSUE} 200")],
        "rate-limited-for-ever": [
            run_with_requests("get-issue", f"{ISSUE} 429", f"{ISSUE} 429", fails=True, says="429")
        ],
        "create-fails": [run_with_requests("create-issue", f"{create} 500", fails=True, says="500")],
        "create-times-out": [run_with_requests("create-issue", f"{create} -", fails=True, says="connection reset")],
        "noisy": [run_with_requests("get-issue", f"{ISSUE} 200", says="KEY Authorization: ***")],
    }
