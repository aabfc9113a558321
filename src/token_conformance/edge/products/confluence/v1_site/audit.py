"""The audit log, in version 1 of Confluence's API: the records that requests add, and none of the model's own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, whole_number
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_site import AuditRecord

_DAY, _YEAR = 86_400.0, 31_556_952.0
_UNITS = {
    "NANOS": 1e-9,
    "MICROS": 1e-6,
    "MILLIS": 1e-3,
    "SECONDS": 1.0,
    "MINUTES": 60.0,
    "HOURS": 3600.0,
    "HALF_DAYS": _DAY / 2,
    "DAYS": _DAY,
    "WEEKS": _DAY * 7,
    "MONTHS": _YEAR / 12,
    "YEARS": _YEAR,
    "DECADES": _YEAR * 10,
    "CENTURIES": _YEAR * 100,
}
"""The seconds of each unit of a period."""
_TEXTS = ("summary", "description", "category")
_LISTS = ("changedValues", "associatedObjects")
_LENGTH = 1000
_OBJECT: Shape = {"name": str, "objectType": str}
_RECORD: dict[str, Shape] = {
    **dict.fromkeys(("remoteAddress", *_TEXTS), str),
    "author": {"type": str, "displayName": str},
    "creationDate": int,
    "sysAdmin": bool,
    "affectedObject": _OBJECT,
    "changedValues": [dict],
    "associatedObjects": [_OBJECT],
}


@honours(f"{PAGING} startDate endDate searchString")
async def list_records(request: Request) -> Response:
    """List the audit records between `startDate` and `endDate` that have the `searchString` in one of their texts."""
    query = request.query_params
    first, last = (whole_number(request, name, 0) if name in query else None for name in ("startDate", "endDate"))
    found = [
        record
        for record in _found(request)
        if (first is None or first <= _milliseconds(record)) and (last is None or _milliseconds(record) <= last)
    ]
    return _page(request, found)


@honours(f"{PAGING} number units searchString")
async def list_since(request: Request) -> Response:
    """List the audit records of the last `number` of `units`, which are 3 months if the request does not say it."""
    units, number = request.query_params.get("units", "MONTHS"), whole_number(request, "number", 3)
    if units not in _UNITS:
        raise ApiError(400, f"The query parameter 'units' must be one of {', '.join(_UNITS)}.")
    earliest = Call.of(request).state.confluence.now().timestamp() - number * _UNITS[units]
    return _page(request, [record for record in _found(request) if record.created.timestamp() >= earliest])


@honours(body=_RECORD)
async def create_record(request: Request) -> Response:
    """Add a record to the audit log."""
    body, confluence = await json_object(request), Call.of(request).state.confluence
    if "remoteAddress" not in body:
        raise ApiError(400, "'remoteAddress' is required in the request's body.")
    record = AuditRecord(confluence.next_id(), caller(request), _created(request, body), body)
    confluence.site.audit.append(record)
    return JSONResponse(_bean(request, record))


@honours()
async def get_retention(request: Request) -> Response:
    """Get for how long the records are kept; the model does not delete any."""
    return _retention(request)


@honours(body={"number": int, "units": str})
async def set_retention(request: Request) -> Response:
    """Set for how long the records are kept, which is at most a year."""
    body, site = await json_object(request), Call.of(request).state.confluence.site
    number, units = body.get("number"), body.get("units")
    if number is None or number < 1 or units not in _UNITS:
        raise ApiError(400, "The body must be a retention period: {'number': 3, 'units': 'MONTHS'}.")
    if number * _UNITS[units] > _YEAR + _DAY:
        raise ApiError(400, "The retention period must be at most one year.")
    site.retention = (number, units)
    return _retention(request)


def _retention(request: Request) -> Response:
    number, units = Call.of(request).state.confluence.site.retention
    return JSONResponse({"number": number, "units": units})


def _created(request: Request, body: Bean) -> datetime:
    """The time that the body names, in milliseconds since 1970, or else now. Raises ApiError (400)."""
    if "creationDate" not in body:
        return Call.of(request).state.confluence.now()
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=body["creationDate"])
    except OverflowError:
        raise ApiError(400, "'creationDate' must be a time in milliseconds since 1970.") from None


def _milliseconds(record: AuditRecord) -> int:
    return int(record.created.timestamp() * 1000)


def _found(request: Request) -> list[AuditRecord]:
    """The records, the newest first, that have the `searchString`."""
    wanted = request.query_params.get("searchString", "").casefold()
    records = sorted(Call.of(request).state.confluence.site.audit, key=_milliseconds, reverse=True)
    return [each for each in records if any(wanted in text.casefold() for text in (_texts(_bean(request, each))))]


def _texts(value: Any) -> Iterator[str]:
    """All texts in a JSON value."""
    if isinstance(value, str):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _texts(part)


def _page(request: Request, records: list[AuditRecord]) -> Response:
    return page(request, records, lambda record: _bean(request, record), limit=_LENGTH)


def _bean(request: Request, record: AuditRecord) -> Bean:
    user, facts = Call.of(request).state.jira.users[record.author], record.facts
    author = {"type": "user", "displayName": user.display_name, "publicName": user.display_name}
    return {
        "author": {**author, "accountId": user.account_id, "accountType": user.account_type, **facts.get("author", {})},
        "remoteAddress": facts["remoteAddress"],
        "creationDate": _milliseconds(record),
        **{name: facts.get(name) or "" for name in _TEXTS},
        "sysAdmin": facts.get("sysAdmin", False),
        "superAdmin": False,
        "affectedObject": facts.get("affectedObject") or {"name": "", "objectType": ""},
        **{name: facts.get(name) or [] for name in _LISTS},
    }
