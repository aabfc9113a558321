"""The bounds in a process that may have 512 MB of memory: hostile answers end, and an attachment of 100 MB is read."""

import gzip
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from ssl import SSLSocket

import pytest

from hostile_server import hostile_server
from token_conformance.model.bounds import MEGABYTE

pytestmark = pytest.mark.slow

PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024,) * 2)
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
import vcr
from token_conformance.exchange.client import Exchange, RefusedError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.target import CASSETTES
from token_conformance.model.tenant import SEEDED

proxy, ca_file, recorded = sys.argv[1:]
cell = Cell(Endpoint(Product.JIRA_PLATFORM, "myself", "GET /rest/api/3/myself"), Credential.NONE, UrlForm.SITE)
recorder = vcr.VCR(record_mode="all", serializer="json", decode_compressed_response=True)
cassette = recorder.use_cassette(str(Path(ca_file).parent / "cassette.json")) if recorded == "yes" else nullcontext()
target = replace(CASSETTES, name="edge", tenant=SEEDED, proxy=proxy, ca_file=Path(ca_file))
with Exchange(target) as exchange, cassette:
    try:
        print(f"{len(exchange.send(cell).body):,} bytes")
    except RefusedError as refusal:
        print(refusal.outcome, refusal)
"""


def gigabyte(times: int) -> bytes:
    """A gigabyte of zeros, which is compressed one or more times."""
    data = gzip.compress(bytes(MEGABYTE), 9) * 1_024
    for _ in range(times - 1):
        data = gzip.compress(data, 9)
    return data


def with_body(body: bytes, *headers: bytes) -> Callable[[SSLSocket], None]:
    """An answer with these headers and this body."""
    lines = [b"HTTP/1.1 200 OK", *headers, b"Content-Length: %d" % len(body), b"", b""]
    return lambda client: client.sendall(b"\r\n".join(lines) + body)


def without_end(client: SSLSocket) -> None:
    """Send a body until the client gives up, at most 2 GB."""
    client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(2_048):
        client.sendall(bytes(MEGABYTE))


@pytest.mark.parametrize("recorded", ["no", "yes"])
@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (without_end, "the answer: has more than 134,217,728 bytes, which is the most that is read"),
        (
            with_body(gigabyte(1), b"Content-Encoding: gzip"),
            "the answer: has more than 134,217,728 bytes when it is decompressed, which is the most that is read",
        ),
        (
            with_body(gigabyte(2), b"Content-Encoding: gzip, gzip"),
            "the answer: has more than 1 encoding, which is the most that is read",
        ),
    ],
)
def test_a_hostile_answer_ends_in_one_line(
    answer: Callable[[SSLSocket], None], line: str, recorded: str, tmp_path: Path
) -> None:
    """Within 20 seconds of a processor, without a traceback, whether the cell is recorded or not."""
    with hostile_server(answer, tmp_path) as server:
        command = [sys.executable, "-c", PROGRAM, server.proxy, str(server.ca_file), recorded]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (f"unreachable {line}\n", "", 0) == (done.stdout, done.stderr, done.returncode)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 20


@pytest.mark.parametrize("headers", [(), (b"Content-Encoding: gzip",)])
def test_an_attachment_of_100_megabytes_is_read(headers: tuple[bytes, ...], tmp_path: Path) -> None:
    """In the same memory, compressed or not."""
    body = gzip.compress(bytes(100 * MEGABYTE), 1) if headers else bytes(100 * MEGABYTE)
    with hostile_server(with_body(body, *headers), tmp_path) as server:
        command = [sys.executable, "-c", PROGRAM, server.proxy, str(server.ca_file), "no"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert ("104,857,600 bytes\n", "") == (done.stdout, done.stderr)
