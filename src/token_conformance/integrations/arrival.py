"""A request as it has arrived, over TLS or not, and where in it a token stands."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

import h11
from starlette.datastructures import Headers
from starlette.requests import Request

from token_conformance.integrations.observation import Place
from token_conformance.integrations.tokens import Tokens

_PLACES = {"authorization": Place.HEADER, "cookie": Place.COOKIE, "referer": Place.REFERER}


@dataclass(frozen=True)
class Arrival:
    """All that a request says; a user and password before its `host` are part of the `url` alone."""

    scheme: str
    method: str
    url: str
    headers: Headers
    body: bytes = b""

    @classmethod
    def over_tls(cls, request: Request, body: bytes) -> Self:
        """A request that the edge has received."""
        host = request.headers.get("host", "").lower().removesuffix(":443")
        query = f"?{request.url.query}" if request.url.query else ""
        return cls("https", request.method, f"https://{host}{request.scope['path']}{query}", request.headers, body)

    @classmethod
    def over_plain_http(cls, request: h11.Request) -> Self:
        """A request that the door has received; its body is not read."""
        headers = Headers(raw=[(name.lower(), value) for name, value in request.headers])
        target = request.target.decode("latin-1")
        url = target if "//" in target else f"http://{headers.get('host', '')}{target}"
        return cls("http", request.method.decode("latin-1"), url, headers)

    @property
    def host(self) -> str:
        """The host, with its port where it is not the usual one."""
        return self._part(1).rpartition("@")[2]

    @property
    def path(self) -> str:
        """The path."""
        return self._part(2)

    @property
    def query(self) -> str:
        """The query string, without its question mark."""
        return self._part(3)

    def places(self, tokens: Tokens) -> tuple[Place, ...]:
        """Every place that a token stands in, each once, in the order of `Place`."""
        found = {_PLACES.get(name, Place.OTHER_HEADER) for name, value in self.headers.items() if tokens.are_in(value)}
        if tokens.are_in(self.url):
            found.add(Place.URL)
        if tokens.are_in(self.body.decode("utf-8", "replace")):
            found.add(Place.BODY)
        return tuple(place for place in Place if place in found)

    def _part(self, number: int) -> str:
        try:
            return urlsplit(self.url)[number]
        except ValueError:  # a host in brackets that is no address
            return ""
