"""A complete answer of the edge, and the faults that change it before it is sent."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message

from token_conformance.edge.faults.fault import RequestFault
from token_conformance.edge.faults.intercepted_request import InterceptedRequest
from token_conformance.edge.faults.limit import Limit
from token_conformance.edge.ruled import rule_of
from token_conformance.model.tenant import SEEDED
from token_conformance.model.url import APPS, gateway_url
from token_conformance.proof.mutants.place import Place, Where, anywhere


@dataclass(frozen=True)
class Reply:
    """A complete answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @classmethod
    def of(cls, start: Message, body: bytes) -> Self:
        """The answer of an application."""
        headers = dict(Headers(raw=start["headers"]))
        headers.pop("content-length", None)  # it is counted again
        return cls(start["status"], headers, body)

    @property
    def is_success(self) -> bool:
        """Whether the status is one of success (2xx)."""
        return 200 <= self.status < 300  # noqa: PLR2004  # the bounds of the class of success

    def json(self) -> Any:
        """The body as JSON; None if it is not JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def with_json(self, value: object) -> Self:
        """The answer with another body."""
        return replace(self, body=json.dumps(value).encode())

    def without(self, header: str) -> Self:
        """The answer without one of its headers."""
        return replace(self, headers={name: value for name, value in self.headers.items() if name != header})

    def response(self) -> Response:
        """The answer as a response, which is an ASGI application."""
        return Response(self.body, self.status, self.headers)


Change = Callable[[Place, Reply], Reply]


def answering(change: Change, where: Where = anywhere) -> RequestFault:
    """Change the edge's answers in some places."""

    async def strike(request: InterceptedRequest) -> None:
        place = Place.of(request.scope)
        if not where(place):
            return await request.pass_on()
        reply = Reply.of(*await request.carry_out())
        return await request.answer(change(place, reply).response())

    return RequestFault(strike, Limit())


def answering_by(rule: str, change: Change) -> RequestFault:
    """Change the answers that the edge gives by one rule, and no other ones."""

    async def strike(request: InterceptedRequest) -> None:
        start, body = await request.carry_out()
        if rule_of(request.scope) == rule:
            return await request.answer(change(Place.of(request.scope), Reply.of(start, body)).response())
        await request.send(start)
        return await request.send({"type": "http.response.body", "body": body})

    return RequestFault(strike, Limit())


_LISTS = ("values", "issues", "results", "dashboards")
_SITE = f"https://{SEEDED.site_host}"
_GATEWAYS = {app: gateway_url(app, SEEDED.cloud_id) for app in APPS}
_PLACEHOLDER = b"\0"


def status(instead: int, of: int) -> Change:
    """One status in place of another."""
    return lambda _, reply: replace(reply, status=instead) if reply.status == of else reply


def becoming(instead: int) -> Change:
    """Answers that all have one status."""
    return lambda _, reply: replace(reply, status=instead)


def dropping(header: str) -> Change:
    """Answers without a header."""
    return lambda _, reply: reply.without(header)


def wording(old: bytes, new: bytes) -> Change:
    """Answers with a text replaced by another text."""
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
    """A 401 becomes a success with an empty object."""
    is_refusal = reply.status == 401  # noqa: PLR2004  # HTTP's own number
    return Reply(200, {"content-type": "application/json"}, b"{}") if is_refusal else reply


def swapping_hosts(place: Place, reply: Reply) -> Reply:
    """Links to the site become links to the gateway, and vice versa."""
    site, gateway = _SITE.encode(), _GATEWAYS["confluence" if place.is_confluence else "jira"].encode()
    body = reply.body.replace(site, _PLACEHOLDER).replace(gateway, site).replace(_PLACEHOLDER, gateway)
    return replace(reply, body=body)


def ending_with_page_one(_: Place, reply: Reply) -> Reply:
    """No list says that there is a next page."""
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
