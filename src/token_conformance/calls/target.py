"""What a call names: operations and bases of families, at the site or the gateway, or one answer about its URL."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from token_conformance.calls import url_mistakes as mistakes
from token_conformance.calls.call import Call
from token_conformance.catalogue.answer import Answer, Basis, unknown
from token_conformance.catalogue.answer_credential import METHODS
from token_conformance.catalogue.families import Base, Family, family_of
from token_conformance.catalogue.hosts import host_of
from token_conformance.catalogue.known import LATEST, find_operation, numbered, operation_of_family
from token_conformance.catalogue.operations import Operation
from token_conformance.errors import UserError
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.url import APPS, GATEWAY_HOST, GATEWAY_ROOT, SITE_DOMAIN, GatewayPath, gateway_url

SITE = f"https://site.{SITE_DOMAIN}"
GATEWAY = f"https://{GATEWAY_HOST}"

_TO_FILL_IN = re.compile(r"[$#]?\{\{?[^{}]*\}\}?|<[^<>]*>")
"""A name in a host, which can be that of a member of something."""

_PRODUCT_ROOTS = ("/rest/", "/wiki/", "/ex/", "/gateway/")
_FORMS = {"site": UrlForm.SITE, "site-gateway": UrlForm.SITE, "gateway": UrlForm.GATEWAY}
_FORMS |= {"gateway-without-ex": UrlForm.GATEWAY}


@dataclass(frozen=True)
class OperationTarget:
    """An operation of Jira or Confluence at a URL form; `path` is the path of the call at the site."""

    operation: Operation
    form: UrlForm
    path: str
    has_slash: bool = False


@dataclass(frozen=True)
class FamilyTarget:
    """A base of a family, with its published operation, if that is known."""

    family: Family
    base: Base
    operation: Operation | None = None
    numbered: Operation | None = None
    """The operation of the numbered version, for a path of `/rest/api/latest`."""

    methods: tuple[str, ...] = ()
    """The methods with which the path is published, if the call's is not one of them."""

    called: str = field(default="", compare=False)
    """The URL of the call at the base, without query."""

    @property
    def form(self) -> UrlForm | None:
        """The URL form of the base; None for a host of its own."""
        return _FORMS.get(self.base.host)


Target = OperationTarget | FamilyTarget


def resolve(call: Call, form: UrlForm | None) -> tuple[Target, ...] | Answer:
    """The targets of a call, or one answer for every credential; raises UserError for a URL that is not Atlassian's.

    `form` narrows the targets of a path; it must agree with a URL.
    """
    host = _host(call, form)
    if not host:
        return _of_path_alone(call, form)
    if host == GATEWAY_HOST:
        return _at_gateway(call)
    return _at_site(call) if is_site(host) else _elsewhere(call, host)


def _of_path_alone(call: Call, form: UrlForm | None) -> tuple[Target, ...] | Answer:
    found = tuple(target for target in _of_path(call) if form in {None, target.form})
    urls = [
        (target.base, f"{prefix}{call.path}")
        for target in found
        if isinstance(target, FamilyTarget)
        for prefix in (SITE, GATEWAY)
    ]
    wrong = next(filter(None, (mistakes.of_cloud_id(base, url) for base, url in urls)), None)
    return wrong or found or mistakes.of_site(call) or mistakes.unpublished(call, call.path, form)


def _host(call: Call, form: UrlForm | None) -> str:
    """The host of the call; a path that only one host can have is sent there."""
    at = {UrlForm.SITE: is_site(call.host), UrlForm.GATEWAY: call.host == GATEWAY_HOST}
    if call.host and form and not at[form]:
        raise UserError(f"{call.name}: is not sent to the {form}, but --url says so; leave out --url")
    return call.host or (GATEWAY_HOST if call.path.startswith(GATEWAY_ROOT) else "")


def is_site(host: str) -> bool:
    """Whether it is the host of a site, such as `mysite.atlassian.net` and `{self.site}.atlassian.net`."""
    return host.endswith(f".{SITE_DOMAIN}") and "." not in _TO_FILL_IN.sub("", host.removesuffix(f".{SITE_DOMAIN}"))


def _of_path(call: Call) -> Iterator[Target]:
    """The targets of a path alone: the operation at both URL forms, or each base of a family that has the path."""
    if targets := list(_operations(call, call.path, FORMS)):
        yield from targets
        return
    prefixes = (SITE, GATEWAY, *(gateway_url(app, "{cloudId}") for app in APPS))
    found = [target for prefix in prefixes if (target := _family(call, f"{prefix}{call.path}"))]
    yield from dict.fromkeys(found)


def _at_site(call: Call) -> tuple[Target, ...] | Answer:
    if found := tuple(_operations(call, call.path, [UrlForm.SITE])):
        return found
    if wrong := mistakes.of_site(call):
        return wrong
    if target := _family(call, f"{SITE}{call.path}"):
        return mistakes.of_cloud_id(target.base, f"{SITE}{call.path}") or (target,)
    return mistakes.unpublished(call, call.path, UrlForm.SITE)


def _at_gateway(call: Call) -> tuple[Target, ...] | Answer:
    url = f"{GATEWAY}{call.path}"
    parts = GatewayPath.split(call.path) or GatewayPath.split(f"{call.path}/")
    if parts is None:
        target = _family(call, url)
        return (mistakes.of_cloud_id(target.base, url) or (target,)) if target else mistakes.without_prefix(call)
    if wrong := mistakes.of_gateway(call, parts):
        return wrong
    if found := tuple(_operations(call, parts.at_site, [UrlForm.GATEWAY])):
        return found
    if target := _family(call, url):
        return (target,)
    return mistakes.unpublished(call, parts.at_site, UrlForm.GATEWAY)


def _elsewhere(call: Call, host: str) -> tuple[Target, ...] | Answer:
    """A host of a family, another host of Atlassian, or one that could be a custom domain."""
    if target := _family(call, call.url):
        return mistakes.of_cloud_id(target.base, call.url) or (target,)
    known = host_of(host)
    if not known.domains and (not call.path.startswith(_PRODUCT_ROOTS) or "." not in host or _is_address(host)):
        raise UserError(
            f"{call.name}: is not a URL of Atlassian Cloud; use https://SITE.{SITE_DOMAIN}/... or {GATEWAY}/..."
        )
    return unknown(known.text, Basis(known.text, known.evidence))


def _is_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _operations(call: Call, path: str, forms: Iterable[UrlForm]) -> Iterator[OperationTarget]:
    """The operation of a path at URL forms; a slash at its end is left out if it is not published so."""
    operation = find_operation(call.method, path, call.query)
    has_slash = operation is None and path.endswith("/")
    operation = operation or (find_operation(call.method, path.rstrip("/"), call.query) if has_slash else None)
    if operation:
        for form in forms:
            yield OperationTarget(operation, form, path, has_slash)


def _family(call: Call, url: str) -> FamilyTarget | None:
    """The base of a URL; None for a path of `latest` whose numbered version is not published."""
    path = "/" + url.split("/", 3)[3]
    parts = GatewayPath.split(path)
    alias = numbered(call.method, parts.path if parts else path, call.query)
    is_latest = LATEST.search(path) is not None
    found = family_of(LATEST.sub("/rest/api/latest/", url)) if alias or not is_latest else None
    if found is None:
        return None
    bare = parts.path if parts else path.removeprefix("/gateway/api")
    published = {method: one for method in METHODS if (one := operation_of_family(method, bare))}
    methods = () if call.method in published else tuple(published)
    return FamilyTarget(*found, published.get(call.method), alias, methods, url)
