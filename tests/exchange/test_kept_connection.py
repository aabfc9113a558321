"""Connections that a server closes while they are kept for the next request, over real HTTPS."""

import select
from collections.abc import Callable
from ssl import SSLSocket

import pytest

from hostile_server import Serve, read_head, target_of
from token_conformance.exchange.client import Exchange, RefusedError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm

CELL = Cell(Endpoint(Product.JIRA_PLATFORM, "myself", "GET /rest/api/3/myself"), Credential.NONE, UrlForm.SITE)
CREATE = Cell(Endpoint(Product.JIRA_PLATFORM, "create", "POST /rest/api/3/issue"), Credential.NONE, UrlForm.SITE)


def keeps_until(next_request: Callable[[SSLSocket], object]) -> Callable[[SSLSocket], None]:
    """An answer whose connection is kept, and closed when the next request has come."""

    def answer(client: SSLSocket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        next_request(client)

    return answer


CLOSES = pytest.mark.parametrize(
    "next_request",
    [
        pytest.param(read_head, id="read, so that the connection ends"),
        pytest.param(lambda client: select.select([client], [], []), id="not read, so that the connection is reset"),
    ],
)


@CLOSES
def test_a_kept_connection_that_the_server_closes_is_no_answer(
    serve: Serve, next_request: Callable[[SSLSocket], object]
) -> None:
    """A GET that meets one is sent again on a new connection, so that every exchange has its answer."""
    server = serve(keeps_until(next_request))
    with Exchange(target_of(server)) as exchange:
        assert [b"{}"] * 3 == [exchange.send(CELL).body for _ in range(3)]
    assert 3 == len(server.requests)


@CLOSES
def test_a_request_that_changes_something_is_never_sent_again(
    serve: Serve, next_request: Callable[[SSLSocket], object]
) -> None:
    """The server may have carried it out before it closed the connection."""
    server = serve(keeps_until(next_request))
    with Exchange(target_of(server)) as exchange:
        exchange.send(CELL)
        with pytest.raises(RefusedError, match=r"ReadError|RemoteProtocolError"):
            exchange.send(CREATE, json={})
    assert 1 == len(server.requests)


def test_a_new_connection_without_an_answer_ends_the_exchange(serve: Serve) -> None:
    """Only a connection that was kept can be closed by chance."""
    server = serve(lambda _: None)
    with Exchange(target_of(server)) as exchange, pytest.raises(RefusedError, match="disconnected"):
        exchange.send(CELL)
    assert 1 == len(server.requests)
