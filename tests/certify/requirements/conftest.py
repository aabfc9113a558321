"""Observations written by hand: a line a request, an act a run, and those of a subject that does all that is asked."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place, WireRequest
from token_conformance.certify.requirements.trace import traces
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.model.cell import Credential, UrlForm

Act = tuple[ActionRun, Sequence[WireRequest]]
"""A run and what it sent."""

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


@pytest.fixture
def act() -> Callable[..., Act]:
    """Write one act."""
    return make_act


@pytest.fixture
def scene() -> Callable[..., dict[str, Observation]]:
    """Write one scenario."""
    return make_scene


@pytest.fixture
def vary() -> Callable[..., dict[str, Observation]]:
    """Write one act of a scenario anew."""
    return with_act


@pytest.fixture
def correct() -> dict[str, Observation]:
    """Every scenario of a subject that does all that is asked."""
    observations: dict[str, Observation] = {}
    for scenario, acts in _correct().items():
        observations |= make_scene(scenario, *acts, untrusted=scenario == "untrusted-certificate")
    return observations


def with_act(observations: Mapping[str, Observation], scenario: str, act: Act) -> dict[str, Observation]:
    """The same scenarios, in one of which an act takes the place of the one of the same action, or is one more."""
    kept = [trace for trace in traces(observations[scenario]) if trace.run.action != act[0].action]
    acts = [(_later(t.run, -t.run.started), [_later(r, -t.run.started) for r in t.requests]) for t in kept]
    return dict(observations) | make_scene(scenario, *acts, act, untrusted=observations[scenario].untrusted)


def make_scene(scenario: str, *acts: Act, untrusted: int = 0, **members: Any) -> dict[str, Observation]:
    """One scenario, in which an act begins every ten seconds."""
    runs, requests = [], []
    for number, (run, sent) in enumerate(acts):
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


def make_act(action: str, *lines: str, says: str = "KEY", fails: bool = False, **members: Any) -> Act:
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
    )


def _later(moment: Any, seconds: float) -> Any:
    shift = {name: getattr(moment, name) + seconds for name in ("started", "ended") if _is_time(moment, name)}
    return type(moment)(**(vars(moment) | shift))


def _is_time(moment: Any, name: str) -> bool:
    return isinstance(getattr(moment, name), float)


def _as_kind(request: WireRequest, token: Credential) -> WireRequest:
    credential = token if request.credential is not Credential.NONE else Credential.NONE
    return WireRequest(**(vars(request) | {"credential": credential}))


def _correct() -> dict[str, list[Act]]:
    return {**_tokens(), **_strays(), **_pages(), **_trouble()}


def _tokens() -> dict[str, list[Act]]:
    refused = [make_act(name, PROBE, fails=True, says=REFUSED) for name in ("list-projects", "get-issue")]
    return {
        "unscoped-site": [make_act("get-issue", "GET SITE/rest/api/3/issue/SOFT-1 200")],
        "scoped-gateway": [
            make_act("get-issue", f"{ISSUE} 200"),
            make_act("list-spaces", f"GET {SPACES} 200"),
            make_act("show-link", f"{ISSUE} 200", says="KEY https://your-domain.atlassian.net/browse/SOFT-1"),
        ],
        "scoped-site": [make_act("get-issue", PROBE, LOOKUP, f"{ISSUE} 200")],
        "invalid-site": refused,
        "invalid-gateway": [make_act("get-issue", f"{ISSUE} 401", fails=True, says="401 Unauthorized")],
        "lacking-gateway": [make_act("get-issue", f"{ISSUE} 401", fails=True, says="scope does not match")],
    }


def _strays() -> dict[str, list[Act]]:
    return {
        "untrusted-certificate": [make_act("get-issue", fails=True, says="certificate verify failed")],
        "redirect-to-plain-http": [make_act("get-issue", f"{ISSUE} 302 >http://a/", fails=True, says="302")],
        "redirect-to-foreign": [make_act("get-issue", f"{ISSUE} 302 >https://b/", fails=True, says="302")],
        "next-foreign": [make_act("list-spaces", f"GET {SPACES} 200", fails=True, says="next is elsewhere")],
        "attachment-foreign": [make_act("get-attachment", "GET JIRA/rest/api/3/attachment/1 200", fails=True)],
        "attachment-at-site": [make_act("get-attachment", "GET JIRA/rest/api/3/attachment/content/1 200")],
        "redirect-to-site": [make_act("get-issue", f"{ISSUE} 302 >https://your-domain.atlassian.net/", fails=True)],
    }


def _pages() -> dict[str, list[Act]]:
    def paged(action: str, path: str) -> list[Act]:
        return [make_act(action, f"GET {path} 200", f"GET {path}?cursor=2 200")]

    spaces = paged("list-spaces", SPACES)
    return {
        "pages-relative": spaces,
        "pages-wiki-relative": spaces,
        "pages-absolute-site": spaces,
        "pages-token": paged("search", "JIRA/rest/api/3/search/jql"),
        "pages-offset": paged("list-projects", "JIRA/rest/api/3/project/search"),
        "page-two-fails": [make_act("list-spaces", f"GET {SPACES} 200", f"GET {SPACES}?cursor=2 500", fails=True)],
    }


def _trouble() -> dict[str, list[Act]]:
    create = "POST JIRA/rest/api/3/issue"
    return {
        "rate-limited": [make_act("get-issue", f"{ISSUE} 429", f"{ISSUE} 429", f"{ISSUE} 200")],
        "rate-limited-for-ever": [make_act("get-issue", f"{ISSUE} 429", f"{ISSUE} 429", fails=True, says="429")],
        "create-fails": [make_act("create-issue", f"{create} 500", fails=True, says="500")],
        "create-times-out": [make_act("create-issue", f"{create} -", fails=True, says="connection reset")],
        "noisy": [make_act("get-issue", f"{ISSUE} 200", says="KEY Authorization: ***")],
    }
