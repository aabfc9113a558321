"""How the memory of an edge changes over many requests: `python benchmarks/edge_memory.py [REQUESTS]`.

The default is 100,000 requests. The load is that of `edge_load.py`, through CONNECT, and after each 800 requests two on
connections of their own, with texts that no other request has: to the site, and to a foreign host. Prints the resident
memory of the edge after each ninth of the requests.
"""

import sys
from functools import partial
from itertools import count
from pathlib import Path

from edge_load import CONNECTIONS, EdgeProcess, Load, running_edge

PARTS = 9
ROUND = 100 * CONNECTIONS


def main() -> None:
    """Print one line for each part, and the growth between the third part and the last one."""
    requests = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 100_000
    with running_edge(Path("src")) as edge, Load(partial(edge.connect, through_proxy=True)) as load:
        measured = _measure(edge, load, requests // PARTS)
    print(f"growth from {3 * requests // PARTS:,} to {requests:,} requests: {measured[-1] - measured[2]:+.1f} MB")


def _measure(edge: EdgeProcess, load: Load, requests: int) -> list[float]:
    measured, numbers = [], count()
    for part in range(1, PARTS + 1):
        for _ in range(requests // ROUND):
            load.send(ROUND)
            _send_unlike_others(edge, next(numbers))
        measured.append(edge.resident)
        print(f"{part * requests:9,} requests  {measured[-1]:6.1f} MB", flush=True)
    return measured


def _send_unlike_others(edge: EdgeProcess, number: int) -> None:
    """Send two requests whose texts no other request has, on connections of their own: to the site, and elsewhere."""
    path = f"/rest/api/3/{number:0>500}?text={number}&token={number}"
    for host in ("conformance-edge.atlassian.net", f"host-{number}.example.com"):
        with edge.connect(host, through_proxy=True) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {number:0>500}\r\n\r\n".encode())
            connection.recv(65_536)


if __name__ == "__main__":
    main()
