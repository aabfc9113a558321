"""How the memory of an edge changes over many requests: `python benchmarks/edge_memory.py [REQUESTS]`.

The default is 54,000 requests over 8 connections, from this process to an edge in a process of its own, in a mixture of
reads, refusals, foreign hosts and long paths. Prints the resident memory of the edge after each ninth of the requests.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from ssl import create_default_context

import httpx
from dotenv import dotenv_values

PARTS = 9
CONNECTIONS = 8


def main() -> None:
    """Print one line per part, and the growth between the third part and the last one."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 54_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "edge.env")
        command = [str(Path(sys.executable).with_name("token-conformance")), "edge", "--env-file", str(file)]
        edge = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            measured = _measure(edge.pid, _variables(file), requests // PARTS)
        finally:
            edge.terminate()
            edge.wait()
    print(f"growth from {3 * requests // PARTS:,} to {requests:,} requests: {measured[-1] - measured[2]:+.1f} MB")


def _variables(file: Path) -> dict[str, str]:
    while not file.exists():
        time.sleep(0.05)
    return {name: value or "" for name, value in dotenv_values(file).items()}


def _measure(process: int, variables: dict[str, str], requests: int) -> list[float]:
    measured = []
    for part in range(1, PARTS + 1):
        with ThreadPoolExecutor(CONNECTIONS) as threads:
            for _ in threads.map(lambda number: _send(variables, number, requests // CONNECTIONS), range(CONNECTIONS)):
                pass
        measured.append(_resident(process))
        print(f"{part * requests:7,} requests  {measured[-1]:6.1f} MB", flush=True)
    return measured


def _send(variables: dict[str, str], number: int, requests: int) -> None:
    site = f"https://{variables['TOKEN_CONFORMANCE_SITE']}.atlassian.net"
    auth = (variables["TOKEN_CONFORMANCE_EMAIL"], variables["TOKEN_CONFORMANCE_UNSCOPED_TOKEN"])
    urls = (
        f"{site}/rest/api/3/myself",
        f"{site}/rest/api/3/issue/{variables['TOKEN_CONFORMANCE_ISSUE_KEY']}",
        f"{site}/rest/api/3/{'x' * 5_000}",
        "https://a.example.com/y",
    )
    trust = create_default_context(cafile=variables["SSL_CERT_FILE"])
    with httpx.Client(proxy=variables["HTTPS_PROXY"], verify=trust, trust_env=False, timeout=60) as client:
        for count in range(requests):
            client.get(urls[count % len(urls)], auth=auth if (count + number) % 3 else None)


def _resident(process: int) -> float:
    """The resident memory of a process, in MB; it is read from /proc, so the benchmark needs Linux."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


if __name__ == "__main__":
    main()
