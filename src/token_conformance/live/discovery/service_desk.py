"""A service desk of Jira Service Management: with a request of the account, and a request type that needs little."""

from token_conformance.live.discovery.ask import Ask, Body, NotShownError, by_number, items_of
from token_conformance.live.discovery.findings import Findings, quoted
from token_conformance.model.cell import Product

_PRODUCT = Product.JIRA_SERVICE_MANAGEMENT
_ROOT = "/rest/servicedeskapi"
_DESK = f"{_ROOT}/servicedesk/{{serviceDeskId}}"
_MOST = 50
_MOST_LOOKED_AT = 3


def choose(ask: Ask, findings: Findings) -> None:
    """Choose a desk, a request type of it, and a request that the account has raised there.

    Without a desk the product is left out, with the reason.
    """
    fields = ("service_desk_id", "request_type_id", "request_key")
    if _PRODUCT in findings.absent or not findings.is_unset(*fields):
        return
    try:
        desks = by_number(ask.items(_PRODUCT, f"{_ROOT}/servicedesk", "values", limit=_MOST))
        requests = ask.items(_PRODUCT, f"{_ROOT}/request", "values", limit=_MOST)
    except NotShownError as error:
        _leave_out(findings, str(error))
        return
    desk = _desk(findings, desks, requests)
    if not desk:
        _leave_out(findings, "the account sees no service desk")
        return
    name = next((one.get("projectName", "") for one in desks if one["id"] == desk), "")
    findings.find("service_desk_id", desk, f"service desk {quoted(name)}")
    _choose_type(ask, findings, desk)
    _note_request(findings, desk, requests)
    _look_around(ask, findings, desk)


def _leave_out(findings: Findings, reason: str) -> None:
    if findings.is_unset("service_desk_id"):
        findings.absent[_PRODUCT] = reason


def _desk(findings: Findings, desks: list[Body], requests: list[Body]) -> str:
    """The id of the desk: the one that is set, else the first at which the account has raised a request, else any."""
    if given := findings.given.get("service_desk_id"):
        return given
    own = {str(request.get("serviceDeskId")) for request in requests}
    ids = [str(desk["id"]) for desk in desks]
    return next((id_ for id_ in ids if id_ in own), next(iter(ids), ""))


def _choose_type(ask: Ask, findings: Findings, desk: str) -> None:
    if not findings.is_unset("request_type_id"):
        return
    try:
        types = by_number(
            items_of(ask.get(_PRODUCT, f"{_DESK}/requesttype", {"serviceDeskId": desk}, limit=_MOST), "values")
        )
    except NotShownError as error:
        findings.lack("request_type_id", str(error))
        return
    plain = next((one for one in types[:_MOST_LOOKED_AT] if _needs_summary_only(ask, desk, str(one["id"]))), None)
    if chosen := plain or next(iter(types), None):
        findings.find("request_type_id", chosen["id"], f"request type {quoted(chosen.get('name', ''))} of that desk")
    findings.lack("request_type_id", f"the service desk {desk} has no request type")
    if not plain:
        findings.lack("plain-request-type", "none of the first request types of the desk needs only a summary")


def _needs_summary_only(ask: Ask, desk: str, type_: str) -> bool:
    names = {"serviceDeskId": desk, "requestTypeId": type_}
    try:
        body = ask.get(_PRODUCT, f"{_DESK}/requesttype/{{requestTypeId}}/field", names)
    except NotShownError:
        return False
    needed = {field.get("fieldId") for field in items_of(body, "requestTypeFields") if field.get("required")}
    return needed <= {"summary"}


def _note_request(findings: Findings, desk: str, requests: list[Body]) -> None:
    keys = sorted(str(one.get("issueKey")) for one in requests if str(one.get("serviceDeskId")) == desk)
    if keys:
        findings.find("request_key", keys[0], "a request that the account has raised at that desk")
    elif findings.is_unset("request_key"):
        if "plain-request-type" not in findings.lacking:
            findings.places["request_key"] = desk
        findings.lack("request_key", f"the account has raised no request at the service desk {desk}")


def _look_around(ask: Ask, findings: Findings, desk: str) -> None:
    """Note whether the desk has a queue, and the site an organization of customers."""
    if not ask.has_some(_PRODUCT, f"{_DESK}/queue", "values", {"serviceDeskId": desk}, limit=1):
        findings.lack("queue", f"the service desk {desk} has no queue")
    if not ask.has_some(_PRODUCT, f"{_ROOT}/organization", "values", limit=1):
        findings.lack("organization", "the account sees no organization of customers")
