"""The words of a reply that every format shares: labels of credentials and places, and groups of equal answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from token_conformance.advice.reply import Item, Reply
from token_conformance.calls.answers import url
from token_conformance.calls.asked import SCOPED
from token_conformance.calls.call import Call
from token_conformance.calls.target import FamilyTarget, Target, is_site
from token_conformance.calls.url_mistakes import is_cloud_id
from token_conformance.catalogue.answer import Answer, Basis, Says
from token_conformance.catalogue.families import Family
from token_conformance.catalogue.operations import Operation
from token_conformance.model.url import GATEWAY_HOST, TENANT_INFO_PATH, GatewayPath, site_host
from token_conformance.redaction.masking import masked

WORDS = {Says.YES: "Yes", Says.NO: "No", Says.UNKNOWN: "Unknown"}
MIXED = "It depends"

_PLACES = {
    "site": "the site",
    "gateway": "the gateway",
    "site-gateway": "the site's own /gateway/api",
    "gateway-without-ex": "api.atlassian.com outside of /ex",
}
_TOKENS = {"unscoped": "unscoped token", SCOPED: "scoped token", "service-account": "service account"}


def tenant_info_of(call: Call) -> str:
    """Where the site of the call tells its cloud id to anyone (rule tenant-info)."""
    host = masked(call.host) if is_site(call.host) else site_host("SITE")
    return f"https://{host}{TENANT_INFO_PATH}"


def url_of_use(reply: Reply) -> str:
    """The URL of what works, with the cloud id of the call; empty if nothing is known to work."""
    if not (reply.use and reply.use.target):
        return ""
    shown = url(reply.use.target)
    at = GatewayPath.parse(reply.call.path) if reply.call.host == GATEWAY_HOST else None
    return shown.replace("CLOUD_ID", at.cloud_id) if at and is_cloud_id(at.cloud_id) else shown


@dataclass(frozen=True)
class Group:
    """Items with the same answer, which rests on the same statements."""

    answer: Answer
    items: tuple[Item, ...]

    @property
    def label(self) -> str:
        """The credentials and places of the items, such as `unscoped token at the site`."""
        return "; ".join(dict.fromkeys(map(label, self.items)))


def groups(reply: Reply) -> Sequence[Group]:
    """The items of a reply, those together whose answer and statements are the same."""
    found: dict[tuple[Says, str, tuple[Basis, ...]], list[Item]] = {}
    for item in reply.items:
        found.setdefault((item.answer.says, item.answer.reason, item.answer.bases), []).append(item)
    return [Group(items[0].answer, tuple(items)) for items in found.values()]


def headline(reply: Reply) -> str:
    """The answer in one line."""
    found = {item.answer.says for item in reply.items}
    word = WORDS[next(iter(found))] if len(found) == 1 else MIXED
    single = f", {label(reply.items[0])}" if len(reply.items) == 1 and reply.items[0].asked else ""
    return f"{word}: {reply.call.name}{single}"


def label(item: Item) -> str:
    """The credential and place of an item in words."""
    if item.asked is None or item.target is None:
        return "every token"
    token = _TOKENS.get(item.asked.token, item.asked.token)
    usual = item.asked.token in {"unscoped", SCOPED} and item.asked.scheme == "Basic"
    return f"{token}{'' if usual else f' as {item.asked.scheme}'} at {place(item.target)}"


def place(target: Target) -> str:
    """Where a target is, in words."""
    if isinstance(target, FamilyTarget):
        return _PLACES.get(target.base.host) or target.base.urls[0].split("/")[2]
    return _PLACES[target.form]


def family_of(reply: Reply) -> Family | None:
    """The family that a reply is about, if it is about one."""
    return next((item.target.family for item in reply.items if isinstance(item.target, FamilyTarget)), None)


def grade_of(basis: Basis) -> str:
    """The grade and date of a statement."""
    return f"{basis.evidence.grade} {basis.evidence.date}".strip()


def scopes_of(operation: Operation) -> str:
    """The scope sets of an operation in words; empty if it has none, or if nobody has published them."""
    sets = {"classic": operation.classic, "granular": operation.granular}
    named = [f"{', '.join(sorted(scopes))} ({kind})" for kind, scopes in sets.items() if scopes]
    return "; or all of ".join(named)
