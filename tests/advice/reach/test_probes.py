"""Tests of the requests that show what a token can do: they ask for what they mean, and can change nothing."""

import datetime as dt
from urllib.parse import urlsplit

import pytest

from token_conformance.advice.reach.plan import Plan, plan_of
from token_conformance.advice.reach.probes import NO_SUCH_ID, best_first, control_url, is_harmless, probe_url
from token_conformance.catalogue.operations import published
from token_conformance.edge.operations import find_operation
from token_conformance.model.url import GatewayPath

TODAY = dt.date(2026, 11, 29)
PUBLISHED = published()
PLANS = {app: plan_of(app, TODAY) for app in ("jira", "confluence")}
CLOUD_ID = "00000000-0000-4000-8000-000000000000"


def at_gateway(url: str) -> GatewayPath:
    """The parts of a URL at the gateway."""
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc) == ("https", "api.atlassian.com")
    found = GatewayPath.parse(parts.path)
    assert found
    assert found.cloud_id == CLOUD_ID
    return found


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_probe_asks_for_an_operation_of_its_class(plan: Plan) -> None:
    """With the id that does not exist, the path is still that of an operation with the same scope sets."""
    for number, operations in plan.probes(writes=True).items():
        for operation in operations:
            found = find_operation(operation.method, at_gateway(probe_url(operation, CLOUD_ID)).path)
            assert found in plan.classes[number].operations, operation.name


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_control_is_no_operation(plan: Plan) -> None:
    """No operation of any method has the path of the control request."""
    found = at_gateway(control_url(plan.app, CLOUD_ID))
    assert found.app == plan.app
    assert not any(find_operation(method, found.path) for method in ("GET", "POST", "PUT", "DELETE"))


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_by_default_only_reads_are_sent(plan: Plan) -> None:
    """Every class with a published read is asked by one."""
    probes = plan.probes(writes=False)
    assert {operation.method for found in probes.values() for operation in found} == {"GET"}
    reads = {number for name, number in plan.class_of.items() if name.startswith("GET ") and name in PUBLISHED}
    assert reads == probes.keys()


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_write_is_about_a_thing_that_does_not_exist(plan: Plan) -> None:
    """A write has an id in its path that no thing has; if a class has a read, that is tried first."""
    for found in plan.probes(writes=True).values():
        methods = [operation.method for operation in found]
        assert methods == sorted(methods, key=("GET", "PUT", "POST", "DELETE").index)
        for operation in found:
            assert operation.method == "GET" or NO_SUCH_ID in probe_url(operation, CLOUD_ID)


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("GET /rest/api/3/myself", True),
        ("GET /rest/api/3/user/properties/{propertyKey}", True),
        ("POST /rest/api/3/issue", False),
        ("PUT /rest/api/3/mypreferences", False),
        ("DELETE /rest/api/3/user", False),
        ("PUT /rest/api/3/user/properties/{propertyKey}", False),
        ("DELETE /rest/api/3/user/properties/{propertyKey}", False),
        ("PUT /rest/api/3/issue/properties/{propertyKey}", False),
        ("POST /wiki/rest/api/user/watch/label/{labelName}", False),
        ("PUT /wiki/rest/api/space/{spaceKey}", False),
        ("DELETE /wiki/rest/api/space/{spaceKey}", False),
        ("POST /wiki/rest/api/contentbody/convert/async/{to}", False),
        (
            "PUT /wiki/rest/api/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}/{targetKey}",
            False,
        ),
        ("PUT /rest/api/3/issue/{issueIdOrKey}", True),
        ("DELETE /rest/api/3/issue/{issueIdOrKey}", True),
        ("PUT /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}", True),
        ("POST /rest/api/3/project/{projectIdOrKey}/delete", True),
        ("DELETE /wiki/api/v2/pages/{page-id}/properties/{property-id}", True),
        ("PUT /rest/api/3/project/{projectKeyOrId}/permissionscheme", True),
    ],
)
def test_what_cannot_change_anything(name: str, harmless: bool) -> None:
    """Without the id of a thing, or with a key only, a write could make or change something."""
    assert is_harmless(PUBLISHED[name]) is harmless


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GET /rest/api/3/issue/{issueIdOrKey}", f"/ex/jira/{CLOUD_ID}/rest/api/3/issue/{NO_SUCH_ID}"),
        ("GET /rest/api/3/label", f"/ex/jira/{CLOUD_ID}/rest/api/3/label?maxResults=1"),
        ("GET /wiki/rest/api/label", f"/ex/confluence/{CLOUD_ID}/wiki/rest/api/label?limit=1"),
        ("GET /rest/api/3/myself", f"/ex/jira/{CLOUD_ID}/rest/api/3/myself"),
    ],
)
def test_urls(name: str, expected: str) -> None:
    """A list is asked for one result, and the path has no slash at its end."""
    assert probe_url(PUBLISHED[name], CLOUD_ID) == f"https://api.atlassian.com{expected}"


def test_the_best_probe_is_a_small_read_of_one_thing() -> None:
    """Exports, deprecated operations, lists and the older version come last."""
    names = ["GET /rest/api/2/field", "GET /rest/api/3/field", "GET /rest/api/3/issue/{issueIdOrKey}"]
    assert [one.name for one in best_first(PUBLISHED[name] for name in names)] == names[::-1]
