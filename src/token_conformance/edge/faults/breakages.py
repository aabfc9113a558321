"""Answers that are late, cut short or never come, and a token that is not good any more."""

import asyncio
from base64 import b64encode
from dataclasses import replace

from starlette.datastructures import MutableHeaders

from token_conformance.edge.credentials import Authorization
from token_conformance.edge.faults.strike import Strike, StruckRequest, read_nothing, read_processed, read_seconds


def slow(argument: str) -> Strike:
    """The answer comes so many seconds late."""
    seconds = read_seconds(argument)

    async def strike(request: StruckRequest) -> None:
        await asyncio.sleep(seconds)
        await request.pass_on()

    return strike


def malformed_json(argument: str) -> Strike:
    """The product's answer, with the second half of its body left out; an empty body stays as it is."""
    read_nothing(argument)

    async def strike(request: StruckRequest) -> None:
        start, body = await request.carry_out()
        half = body[: len(body) // 2]
        if body:
            MutableHeaders(scope=start)["content-length"] = str(len(half))
        await request.send(start)
        await request.send({"type": "http.response.body", "body": half})

    return strike


def half_body(argument: str) -> Strike:
    """The product's answer, with the connection closed in the middle of its body; an empty body never comes."""
    read_nothing(argument)

    async def strike(request: StruckRequest) -> None:
        start, body = await request.carry_out()
        if body:
            await request.send(start)
            await request.send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await request.hang_up()

    return strike


def reset(argument: str) -> Strike:
    """The connection is reset in place of an answer, before or after the request was carried out."""
    processed = read_processed(argument)

    async def strike(request: StruckRequest) -> None:
        if processed:
            await request.carry_out()
        await request.reset()

    return strike


def expired(argument: str) -> Strike:
    """Whatever token was sent is one that nobody owns."""
    read_nothing(argument)

    async def strike(request: StruckRequest) -> None:
        headers = [(name, _expire(name, value)) for name, value in request.scope["headers"]]
        await replace(request, scope={**request.scope, "headers": headers}).pass_on()

    return strike


def _expire(name: bytes, value: bytes) -> bytes:
    user = Authorization.parse(value.decode("latin-1")).user if name == b"authorization" else ""
    return b"Basic " + b64encode(f"{user}:MADE-UP-EXPIRED-TOKEN".encode()) if user else value
