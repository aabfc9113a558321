"""Requests to what version 1 has beside contents, at both URL forms."""

from collections.abc import Callable
from functools import partial

import httpx
import pytest

from token_conformance.model.cell import FORMS


@pytest.fixture(params=FORMS)
def ask_v1(request: pytest.FixtureRequest, ask: Callable[..., httpx.Response]) -> Callable[..., httpx.Response]:
    """A function that asks version 1 at each URL form: `ask_v1("GET", "audit")`."""

    def send(method: str, path: str, **more: object) -> httpx.Response:
        return partial(ask, form=request.param)(method, f"/wiki/rest/api/{path}", **more)

    return send
