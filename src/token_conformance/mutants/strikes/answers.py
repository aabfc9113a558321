"""How answers are changed by the mutants of the edge."""

from dataclasses import replace

from token_conformance.mutants.strikes.place import Place
from token_conformance.mutants.strikes.reply import Change, Reply
from token_conformance.tenant import GATEWAY_HOST, SEEDED

_LISTS = ("values", "issues", "results", "dashboards")
_SITE = f"https://{SEEDED.site_host}"
_GATEWAYS = {app: f"https://{GATEWAY_HOST}/ex/{app}/{SEEDED.cloud_id}" for app in ("jira", "confluence")}
_PLACEHOLDER = b"\0"


def status(instead: int, of: int) -> Change:
    """One status in the place of another."""
    return lambda _, reply: replace(reply, status=instead) if reply.status == of else reply


def dropping(header: str) -> Change:
    """Answers without a header."""
    return lambda _, reply: reply.without(header)


def wording(old: bytes, new: bytes) -> Change:
    """Answers that say something in other words."""
    return lambda _, reply: replace(reply, body=reply.body.replace(old, new))


def refusing_with(code: int, location: str | None = None) -> Change:
    """Answers of 401 that become another status, without a body."""
    headers = {"location": location} if location else {}
    return lambda _, reply: Reply(code, headers, b"") if reply.status == 401 else reply  # noqa: PLR2004  # HTTP's own


def empty_list_to_401(_: Place, reply: Reply) -> Reply:
    """A list without entries becomes a refusal."""
    is_empty = reply.status == 200 and _is_empty_list(reply.json())  # noqa: PLR2004  # HTTP's own number
    return replace(reply, status=401).with_json({"errorMessages": [], "errors": {}}) if is_empty else reply


def refusal_to_empty_object(_: Place, reply: Reply) -> Reply:
    """A 401 becomes a success with nothing in it."""
    is_refusal = reply.status == 401  # noqa: PLR2004  # HTTP's own number
    return Reply(200, {"content-type": "application/json"}, b"{}") if is_refusal else reply


def swapping_hosts(place: Place, reply: Reply) -> Reply:
    """Links to the site lead to the gateway, and the other way round."""
    site, gateway = _SITE.encode(), _GATEWAYS["confluence" if place.is_confluence else "jira"].encode()
    body = reply.body.replace(site, _PLACEHOLDER).replace(gateway, site).replace(_PLACEHOLDER, gateway)
    return replace(reply, body=body)


def ending_with_page_one(_: Place, reply: Reply) -> Reply:
    """No list says that it goes on."""
    page = reply.json()
    if not isinstance(page, dict):
        return reply
    page.pop("nextPage", None)
    if isinstance(page.get("_links"), dict):
        page["_links"].pop("next", None)
    return reply.with_json(page | {"isLast": True} if "isLast" in page else page)


def _is_empty_list(content: object) -> bool:
    if isinstance(content, dict):
        return any(content.get(name) == [] for name in _LISTS)
    return content == []
