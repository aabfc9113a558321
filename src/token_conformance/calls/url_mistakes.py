"""Mistakes in the URL of a call, which no credential can mend, and paths that nobody publishes; each is one answer."""

import re
from collections.abc import Iterator
from dataclasses import replace

from token_conformance.calls.call import Call
from token_conformance.calls.meant import almost, page_for_people
from token_conformance.catalogue.answer import NOTHING_FOUND, Answer, Basis, Says, by_rule, rule_basis, stated, unknown
from token_conformance.catalogue.answer_credential import METHODS
from token_conformance.catalogue.families import Base, families
from token_conformance.catalogue.known import LATEST, find_operation
from token_conformance.catalogue.observed import open_to_all
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.url import APPS, GATEWAY_HOST, SITE_DOMAIN, TENANT_INFO_PATH, GatewayPath, gateway_prefix
from token_conformance.redaction.masking import masked

LOOK_UP = f"https://SITE.{SITE_DOMAIN}{TENANT_INFO_PATH} returns it, without a credential"

_HEX = "[0-9a-fx]"
_CLOUD_ID = re.compile(rf"{_HEX}{{8}}-?{_HEX}{{4}}-?{_HEX}{{4}}-?{_HEX}{{4}}-?{_HEX}{{12}}", re.IGNORECASE)
_PART_OF_PREFIX = re.compile(rf"/(?:(?:{'|'.join(APPS)})/)?(?:{_CLOUD_ID.pattern})(?P<path>/.*)", re.IGNORECASE)
"""A prefix of the gateway that lacks `/ex`, the app, or both."""

_PLACEHOLDER = re.compile(r"[{<\[$%:].*|.*cloud[ _-]?id.*|uuid|\.\.\.|…", re.IGNORECASE)
_ROOTS = {"rest", "wiki", "api"}
"""The first parts of the products' paths."""

_PATH = re.compile(r"/[\w-]+(?:/[\w.-]+)+")


def is_cloud_id(text: str) -> bool:
    """Whether it has the shape of a cloud id: a UUID, with or without its hyphens."""
    return _CLOUD_ID.fullmatch(text) is not None


def of_site(call: Call) -> Answer | None:
    """A path that belongs to the gateway or to the other product; None if there is no such mistake."""
    path = call.path
    if path.startswith("/ex/"):
        reason = f"The prefix /ex/PRODUCT/CLOUD_ID belongs to {GATEWAY_HOST}; a site has no such path."
        return replace(by_rule(Says.NO, reason, "S6"), instead=f"https://{GATEWAY_HOST}{masked(path)}")
    if not path.startswith("/wiki/") and find_operation(call.method, f"/wiki{path}"):
        reason = "/wiki is missing: at the site every path of Confluence begins with /wiki."
        return replace(by_rule(Says.NO, reason, "S6"), instead=f"{call.method} /wiki{masked(path)}")
    inner = path.removeprefix("/wiki")
    if inner != path and find_operation(call.method, inner):
        whose = "Jira has no /wiki before its paths" if inner.startswith("/rest/") else "/wiki is there twice"
        return replace(by_rule(Says.NO, f"{whose}.", "S6"), instead=f"{call.method} {masked(inner)}")
    return None


def of_gateway(call: Call, parts: GatewayPath) -> Answer | None:
    """A wrong app or cloud id in `/ex/APP/CLOUD_ID`, or a path of the other app; None if there is no such mistake."""
    if is_cloud_id(parts.app):
        return without_prefix(replace(call, path=f"/{parts.app}/{parts.cloud_id}{parts.path}"))
    if parts.app not in APPS:
        return unknown(f"/ex/{masked(parts.app)} is not published: the gateway is published for {' and '.join(APPS)}.")
    if parts.cloud_id in _ROOTS:
        shown = f"https://{GATEWAY_HOST}{gateway_prefix(parts.app, 'CLOUD_ID')}/{parts.cloud_id}{masked(parts.path)}"
        return replace(by_rule(Says.NO, f"The cloud id is missing after /ex/{parts.app}.", "G5"), instead=shown)
    if wrong := _cloud_id(parts.cloud_id):
        return wrong
    other = next(app for app in APPS if app != parts.app)
    if _app_of(call.method, parts) == other:
        prefix = gateway_prefix(other, "CLOUD_ID")
        answer = by_rule(Says.NO, f"This path belongs to {other.title()}, whose prefix is {prefix}.", "G2")
        return replace(answer, instead=f"https://{GATEWAY_HOST}{prefix}{masked(parts.path)}")
    return None


def of_cloud_id(base: Base, url: str) -> Answer | None:
    """A wrong cloud id in the URL of a family; None if the base has none, or if it can be one."""
    found = base.cloud_id(url)
    return _cloud_id(found) if found else None


def without_prefix(call: Call) -> Answer:
    """A path at the gateway's host that has neither its prefix nor a family."""
    part = _PART_OF_PREFIX.match(call.path)
    path = part["path"] if part else call.path
    if not path.startswith(("/rest/", "/wiki/", "/api/v2")):
        return unknown(f"Nobody has published an API at this path of {GATEWAY_HOST}.", rule_basis("G5"))
    is_of_jira = path.startswith("/rest/") and not find_operation(call.method, f"/wiki{path}")
    prefix = gateway_prefix("jira" if is_of_jira else "confluence", "CLOUD_ID")
    what = "not whole" if part else "missing"
    answer = by_rule(Says.NO, f"The prefix {prefix} is {what}: without it the gateway answers 404.", "G5")
    return replace(answer, instead=f"https://{GATEWAY_HOST}{prefix}{masked(path)}")


def unpublished(call: Call, path: str, form: UrlForm | None = None) -> Answer:
    """A path that nobody publishes: what is open to all works, and of anything else nothing is known."""
    for one in (form,) if form else FORMS:
        if rows := list(open_to_all(call.method, path, one)):
            text = "It answers everyone, without a credential."
            return Answer(says=Says.YES, reason=text, bases=tuple(row.basis for row in rows))
    basis = _no_endpoint(path, form)
    numbered = LATEST.sub(r"/rest/\g<api>/3/", path)
    if methods := [method for method in METHODS if method != call.method and find_operation(method, numbered)]:
        reason = f"Atlassian publishes this path with {', '.join(methods)} only, and not with {call.method}."
        return unknown(reason, basis)
    if (read_by := page_for_people(path)) is not None:
        page = unknown(f"{masked(path)} is the address of a page for people, and not of a call.", basis)
        return replace(page, instead=read_by)
    hint = next(iter(almost(call.method, numbered)), "")
    answer = replace(unknown(f"Atlassian does not publish {call.method} {masked(path)}.", basis), instead=hint)
    return answer.noting(*_mentions(path))


def _mentions(path: str) -> Iterator[Basis]:
    """What is known of families that names the path, such as that an internal path answers 404."""
    for statement in (one for family in families() for one in family.statements):
        if any(f"{path}/".startswith(f"{named}/") for named in _PATH.findall(statement.text)):
            yield Basis(statement.text, statement.evidence)


def _no_endpoint(path: str, form: UrlForm | None) -> Basis:
    """What is known of unpublished paths: of the gateway, and of Jira's site."""
    if form is UrlForm.GATEWAY:
        return rule_basis("G2")
    return Basis("", NOTHING_FOUND) if path.startswith("/wiki/") else rule_basis("S6")


def _cloud_id(part: str) -> Answer | None:
    if is_cloud_id(part) or _PLACEHOLDER.fullmatch(part):
        return None
    what = "a number" if part.isdigit() else "a name"
    answer = by_rule(Says.NO, f"{masked(part)!r} is {what}, but a cloud id is a UUID.", "G5")
    return replace(answer, bases=(*answer.bases, stated("tenant-info")), instead=f"the cloud id of the site: {LOOK_UP}")


def _app_of(method: str, parts: GatewayPath) -> str:
    """The app that publishes the path; empty if none does. At the gateway, Confluence's paths may lack /wiki (G6)."""
    if find_operation(method, parts.path):
        return "confluence" if parts.path.startswith("/wiki/") else "jira"
    return "confluence" if find_operation(method, f"/wiki{parts.path}") else ""
