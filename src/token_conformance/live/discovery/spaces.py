"""The spaces of Confluence: the one that is set, or else a current one of a team."""

from token_conformance.live.discovery.ask import Ask, Body, NotShownError
from token_conformance.live.discovery.findings import Findings, masked, quoted
from token_conformance.model.cell import Product

_PRODUCT = Product.CONFLUENCE
_SPACES = "/wiki/api/v2/spaces"
_MOST = 50


def is_of_team(space: Body) -> bool:
    """Whether a space is current and does not belong to a person."""
    return space.get("type") != "personal" and space.get("status") == "current"


def given(ask: Ask, findings: Findings) -> Body | None:
    """The space that the user has set, by its id or its key; None without one, and if it is not shown."""
    id_, key = findings.given.get("space_id"), findings.given.get("space_key")
    try:
        if id_:
            return ask.get(_PRODUCT, f"{_SPACES}/{{id}}", {"id": id_})
        found = ask.items(_PRODUCT, _SPACES, "results", keys=key) if key else []
    except NotShownError:
        return None
    return next(iter(found), None)


def choose(ask: Ask, findings: Findings) -> None:
    """Choose a space for a page that a run could create, because there is no page to choose."""
    space = given(ask, findings)
    try:
        found = [] if space else ask.items(_PRODUCT, _SPACES, "results", limit=_MOST, sort="key")
    except NotShownError as error:
        findings.lack("space_id", str(error))
        found = []
    space = space or next(iter(sorted(found, key=lambda one: not is_of_team(one))), None)
    if space:
        note(findings, space)
    for name in ("space_id", "space_key"):
        findings.lack(name, findings.lacking.get("space_id") or "the account sees no space")
    key = findings.value("space_key")
    findings.lack("page_id", "the account sees no page" + (f" in the space {key}" if key else ""))
    if findings.value("space_id"):
        findings.places["page_id"] = findings.value("space_id")


def note(findings: Findings, space: Body) -> None:
    """Note a space; that of a person is named after the person."""
    name = space.get("name", "")
    what = f"space {quoted(name)}" if is_of_team(space) else f"personal or archived space {masked(name)}"
    findings.find("space_id", space.get("id"), what)
    findings.find("space_key", space.get("key"), "the key of that space")
