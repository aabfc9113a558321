"""Requests to an application under a condition."""

import asyncio
import json
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.certify.scenarios.scenario import Condition
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

STATE = State.seeded(SEEDED)
SITE = f"https://{SEEDED.site}.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex"
JIRA = f"{GATEWAY}/jira/{SEEDED.cloud_id}/rest/api/3"
CONFLUENCE = f"{GATEWAY}/confluence/{SEEDED.cloud_id}/wiki/api/v2"
FOREIGN = "https://files.example.com"


def ask(condition: Condition, app: ASGIApp, method: str, url: str, **request: Any) -> httpx.Response:
    """The answer of an application under a condition."""

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app=condition.in_front_of(app, STATE))
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.request(method, url, **request)

    return asyncio.run(answer())


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the query and the body of the request."""
    request = Request(scope, receive)
    body = await request.body()
    answer = JSONResponse({"query": request.url.query, "body": json.loads(body) if body else None})
    await answer(scope, receive, send)


def answering(content: object, **headers: str) -> ASGIApp:
    """An application that always gives one answer."""
    return JSONResponse(content, headers=headers)
