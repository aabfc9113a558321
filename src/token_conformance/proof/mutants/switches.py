"""The mutants by name: each changes one thing in a setup; `mutants.toml` declares the effect."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from token_conformance.edge.access.world import KNOWN, REQUESTED, World
from token_conformance.edge.faults.fault import Fault, parse_fault
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.proof.mutants import baselines, client, reply, setup
from token_conformance.proof.mutants.place import (
    anywhere,
    at_gateway,
    at_site,
    below,
    jira_gate,
    open_at_site,
    operation_at,
)
from token_conformance.proof.mutants.reply import answering, answering_by
from token_conformance.proof.mutants.requests import (
    answering_only,
    every_third_fails,
    keeping_nothing,
    opaque_for_jwt,
    resetting,
    taking,
)
from token_conformance.proof.mutants.setup import Client, MakeFault, Reach, Setup

Switch = Callable[[Setup], Setup]

NONE, INVALID, SCOPED, UNSCOPED = Credential.NONE, Credential.INVALID, Credential.SCOPED, Credential.UNSCOPED
SERVICE_ACCOUNT = Credential.SERVICE_ACCOUNT


def _world(world: World) -> Switch:
    return lambda setup: replace(setup, world=world)


def _with(make: MakeFault) -> Switch:
    return lambda setup: replace(setup, faults=(*setup.faults, make))


def _front(fault: Fault) -> Switch:
    return _with(lambda _: fault)


def _client(mistaken: Client) -> Switch:
    return lambda setup: replace(setup, client=lambda target: mistaken(setup.client(target)))


def _cassettes(change: baselines.Change) -> Switch:
    return lambda setup: replace(setup, change_cassettes=change)


def _rule(rule: str, change: reply.Change) -> Switch:
    """Change the answers by one rule alone."""
    return lambda setup: _reaching(_front(answering_by(rule, change))(setup), lambda request: request.rule == rule)


def _for(word: str, switch: Switch) -> Switch:
    """A switch that changes answers to one kind of credential alone, by the word of the log of requests."""
    return lambda setup: _reaching(switch(setup), lambda request: word in request.credential)


def _service_account(fault: Fault) -> Switch:
    return _for(SERVICE_ACCOUNT, _front(fault))


def _reaching(setup: Setup, reach: Reach) -> Setup:
    return replace(setup, reach=reach)


def _a_year_on(setup: Setup) -> Setup:
    return replace(setup, clock=timedelta(days=365))


_MYSELF = "GET /rest/api/3/myself"
_ISSUE = "GET /rest/api/3/issue/{issueIdOrKey}"
_SPACE = "GET /wiki/api/v2/spaces/{id}"

_WHO_IS_LET_IN: Mapping[str, Switch] = {
    "site-accepts-scoped": _world(REQUESTED),
    "site-accepts-scoped-for-one-product": _front(taking({SCOPED}, UNSCOPED, below(UrlForm.SITE, "/rest/agile/"))),
    "site-accepts-scoped-for-one-operation": _front(taking({SCOPED}, UNSCOPED, operation_at(UrlForm.SITE, _ISSUE))),
    "site-is-public": _front(taking({NONE, INVALID, SCOPED}, UNSCOPED, open_at_site)),
    "site-accepts-invalid": _front(taking({INVALID}, UNSCOPED, at_site)),
    "site-accepts-none": _front(taking({NONE}, UNSCOPED, at_site)),
    "gateway-accepts-invalid": _front(taking({INVALID}, UNSCOPED, at_gateway)),
    "gateway-accepts-none": _front(taking({NONE}, UNSCOPED, at_gateway)),
    "gateway-refuses-unscoped": _front(taking({UNSCOPED}, INVALID, at_gateway)),
    "invalid-is-taken-for-scoped": _front(taking({INVALID}, SCOPED, anywhere)),
    "scoped-is-anonymous-at-confluence": _front(taking({SCOPED}, NONE, below(UrlForm.SITE, "/wiki/"))),
    "gateway-ignores-scopes": _world(replace(KNOWN, grants=setup.reaches_everything)),
    "gateway-checks-any-scope": _world(replace(KNOWN, grants=setup.one_scope_is_enough)),
    "classic-opens-confluence-v2": _world(replace(KNOWN, grants=setup.classic_opens_v2)),
    "confluence-site-refuses-unscoped": _front(taking({UNSCOPED}, SCOPED, below(UrlForm.SITE, "/wiki/"))),
    "oauth-is-read-as-any-bearer": _for("oauth", _front(opaque_for_jwt(at_site))),
    "gateway-answers-for-every-cloud-id": _world(replace(KNOWN, answers_for_every_cloud_id=True)),
}

_WHAT_IS_ANSWERED: Mapping[str, Switch] = {
    "empty-list-becomes-401": _front(answering(reply.empty_list_to_401)),
    "401-becomes-empty-200": _front(answering(reply.refusal_to_empty_object)),
    "401-becomes-redirect": _front(answering(reply.refusing_with(302, "https://id.atlassian.com/login"))),
    "404-becomes-403": _front(answering(reply.status(403, of=404))),
    "404-becomes-410": _front(answering(reply.status(410, of=404))),
    "scope-mismatch-is-reworded": _front(answering(reply.wording(b"; scope does not match", b""))),
    "gate-without-realm": _front(answering(reply.dropping("www-authenticate"), jira_gate)),
    "gate-is-reworded": _front(answering(reply.wording(b"Client must be", b"You must be"), jira_gate)),
    "seraph-header-dropped": _front(answering(reply.dropping("x-seraph-loginreason"))),
    "account-header-dropped": _front(answering(reply.dropping("x-aaccountid"))),
    "failure-category-dropped": _front(answering(reply.dropping("x-failure-category"))),
    "links-lead-to-the-other-host": _front(answering(reply.swapping_hosts)),
    "page-two-is-missing": _front(answering(reply.ending_with_page_one)),
    "creates-nothing": _with(keeping_nothing),
    "confluence-v1-is-gone-at-gateway": _front(answering_only(410, below(UrlForm.GATEWAY, "/wiki/rest/api/"))),
}

_WHAT_ONE_RULE_ANSWERS: Mapping[str, Switch] = {
    "removed-operations-are-not-found": _rule("R1", reply.becoming(404)),
    "operations-of-apps-are-open": _rule("R2", reply.becoming(200)),
    "unknown-paths-meet-the-gate": _rule("S6", reply.becoming(401)),
    "other-methods-are-not-found": _rule("S7", reply.becoming(404)),
    "pages-are-not-found": _rule("S8", reply.becoming(404)),
    "unknown-paths-of-confluence-are-forbidden": _rule("C5", reply.becoming(403)),
    "download-links-work": _rule("C4", reply.becoming(200)),
    "families-are-open": _rule("F1", reply.becoming(200)),
    "cloud-id-is-secret": _rule("tenant-info", reply.becoming(401)),
    "accessible-resources-are-open": _rule("accessible-resources", reply.becoming(200)),
    "unknown-project-is-not-named": _rule(
        "no-such-project", reply.wording(b"No project could be found with key", b"No")
    ),
}

_WHAT_A_SERVICE_ACCOUNT_GETS: Mapping[str, Switch] = {
    "service-account-is-refused-at-gateway": _service_account(taking({SERVICE_ACCOUNT}, INVALID, at_gateway)),
    "service-account-needs-no-scope": _for(
        SERVICE_ACCOUNT, _world(replace(KNOWN, grants=setup.service_account_reaches_everything))
    ),
    "service-account-basic-is-refused": _for(SERVICE_ACCOUNT, _world(replace(KNOWN, service_account_basic=False))),
    "site-accepts-service-account": _service_account(taking({SERVICE_ACCOUNT}, UNSCOPED, at_site)),
    "site-accepts-service-account-by-basic": _service_account(taking({SERVICE_ACCOUNT}, UNSCOPED, at_site)),
    "bearer-meets-the-gate": _rule("S5", reply.becoming(401)),
}

_WHAT_GOES_WRONG: Mapping[str, Switch] = {
    "login-page-with-200": _front(parse_fault("html-login")),
    "truncated-json": _front(parse_fault("malformed-json")),
    "first-call-429": _front(parse_fault("429@first=1")),
    "every-third-call-500": _with(every_third_fails),
    "gateway-unreachable": _front(resetting(at_gateway)),
    "control-down-at-site": _front(answering_only(503, operation_at(UrlForm.SITE, _MYSELF))),
    "control-down-at-gateway": _front(answering_only(503, operation_at(UrlForm.GATEWAY, _SPACE))),
}

_WHAT_THE_CLIENT_DOES: Mapping[str, Switch] = {
    "client-swaps-tokens": _client(client.mixing_up({SCOPED: UNSCOPED, UNSCOPED: SCOPED})),
    "client-drops-scoped-token": _client(client.mixing_up({SCOPED: NONE})),
    "client-says-bearer": _client(client.saying_bearer),
    "client-always-uses-site": _client(client.using_only(UrlForm.SITE)),
    "client-always-uses-gateway": _client(client.using_only(UrlForm.GATEWAY)),
    "clock-a-year-on": _a_year_on,
    "clock-a-year-on-in-replay": _a_year_on,
    "cassette-of-another-cell": _cassettes(
        baselines.moving("jira-platform/get-issue/unscoped-site", to="jira-platform/get-issue/scoped-site")
    ),
    "exchange-of-another-cell": _cassettes(
        baselines.grafting("jira-platform/get-issue/unscoped-site", onto="jira-platform/get-issue/scoped-site")
    ),
}

SWITCHES: Mapping[str, Switch] = {
    **_WHO_IS_LET_IN,
    **_WHAT_IS_ANSWERED,
    **_WHAT_ONE_RULE_ANSWERS,
    **_WHAT_A_SERVICE_ACCOUNT_GETS,
    **_WHAT_GOES_WRONG,
    **_WHAT_THE_CLIENT_DOES,
}
"""Every mutant by its name."""
