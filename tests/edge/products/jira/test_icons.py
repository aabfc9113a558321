"""The pictures of priorities and statuses: served at the site, and refused at the gateway by rule G2."""

import asyncio

import httpx
import pytest

from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.edge.access.world import KNOWN
from token_conformance.edge.server.app import ROUTES, App
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

ACCOUNT = seeded_account(SEEDED)
BASES = {
    f"https://{SEEDED.site_host}": (ACCOUNT.unscoped, 200),
    f"https://api.atlassian.com/ex/jira/{SEEDED.cloud_id}": (ACCOUNT.scoped_jira, 401),
}


@pytest.mark.parametrize("path", ["priority/3", "status/10000"])
@pytest.mark.parametrize("base", BASES, ids=["site", "gateway"])
def test_a_picture_is_a_file_of_the_site(base: str, path: str) -> None:
    """The link of an answer at the site leads to a picture, and that of an answer at the gateway to a refusal."""
    token, status = BASES[base]
    icon = get(f"{base}/rest/api/3/{path}", token).json()["iconUrl"]
    answer = get(icon, token)
    assert (True, status) == (icon.startswith(base), answer.status_code)
    assert (200 == status) == answer.headers["content-type"].startswith("image/")


def get(url: str, token: str) -> httpx.Response:
    """The answer of an edge to a request with a token."""
    app = App(Backend(State.seeded(SEEDED), KNOWN, tokens_of(ACCOUNT, SEEDED.account_id), ROUTES), lambda _: None)

    async def exchange() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), trust_env=False) as client:
            return await client.get(url, auth=(ACCOUNT.email, token))

    return asyncio.run(exchange())
