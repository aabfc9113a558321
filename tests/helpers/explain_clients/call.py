"""Sends one request with a client of PyPI, and prints what its user would see of a failure.

python call.py CLIENT METHOD URL SCHEME USER TOKEN
"""

# ruff: noqa: T201, PLC0415  # a script shows what its user sees, and imports the one client that it is asked for

import asyncio
import logging
import sys
import traceback
from base64 import b64encode
from urllib.parse import urlsplit


def header(scheme: str, user: str, token: str) -> dict[str, str]:
    """The credential as a header; empty without a scheme."""
    if scheme == "none":
        return {}
    value = b64encode((f"{user}:{token}" if user else token).encode()).decode() if scheme == "Basic" else token
    return {"Authorization": f"{scheme} {value}"}


def with_requests(method: str, url: str, headers: dict[str, str]) -> None:
    """An exception of requests."""
    import requests

    answer = requests.request(method, url, headers=headers, timeout=10)
    answer.raise_for_status()
    print(answer.status_code, answer.json())


def with_requests_log(method: str, url: str, headers: dict[str, str]) -> None:
    """The log of the connections, and what a script prints of the answer."""
    import requests

    logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
    answer = requests.request(method, url, headers=headers, timeout=10)
    print(answer.status_code, answer.headers, answer.text)


def with_httpx(method: str, url: str, headers: dict[str, str]) -> None:
    """An exception of httpx, after its log."""
    import httpx

    logging.basicConfig(level=logging.INFO, stream=sys.stdout)
    answer = httpx.request(method, url, headers=headers)
    answer.raise_for_status()
    print(answer, answer.json())


def with_urllib(method: str, url: str, headers: dict[str, str]) -> None:
    """An exception of urllib, with its headers as a careful script prints them."""
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    try:
        print(urlopen(Request(url, method=method, headers=headers)).read().decode())  # noqa: S310  # only https
    except HTTPError as error:
        print(method, url)
        print(error.headers)
        raise


def with_aiohttp(method: str, url: str, headers: dict[str, str]) -> None:
    """An exception of aiohttp."""
    import aiohttp

    async def run() -> None:
        session = aiohttp.ClientSession(trust_env=True, raise_for_status=True)
        async with session, session.request(method, url, headers=headers) as answer:
            print(answer, await answer.json())

    asyncio.run(run())


def with_jira(method: str, url: str, headers: dict[str, str]) -> None:
    """An error of jira."""
    from jira import JIRA

    parts = urlsplit(url)
    options = {"headers": headers, "server": f"{parts.scheme}://{parts.netloc}"}
    client = JIRA(options=options, get_server_info=False, max_retries=0)
    answer = client._session.request(method, url)
    print(answer.status_code, answer.json())


def with_atlassian(method: str, url: str, headers: dict[str, str]) -> None:
    """An error of atlassian-python-api."""
    from atlassian import Jira

    parts = urlsplit(url)
    client = Jira(url=f"{parts.scheme}://{parts.netloc}", cloud=True)
    client._session.headers.update(headers)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    print(client.request(method, path=path.lstrip("/"), headers={**client.default_headers, **headers}).json())


CLIENTS = {
    "requests": with_requests,
    "requests-log": with_requests_log,
    "httpx": with_httpx,
    "urllib": with_urllib,
    "aiohttp": with_aiohttp,
    "jira": with_jira,
    "atlassian": with_atlassian,
}


if __name__ == "__main__":
    name, method, url, scheme, user, token = sys.argv[1:]
    try:
        CLIENTS[name](method, url, header(scheme, user, token))
    except Exception:  # noqa: BLE001  # its traceback is what the user sees
        sys.stdout.write(traceback.format_exc())
