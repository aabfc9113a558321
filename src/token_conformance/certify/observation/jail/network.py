"""Runs inside a new network namespace: prepares it, hands out its listening sockets, and keeps it alive.

It is also the name server of the namespace: every name is that of the edge, as every name leads to the edge through its
proxy. Arguments: the number of an inherited socket, then pairs of a file or folder and the place that it covers. The
namespace ends with this process.
"""

import ctypes
import fcntl
import os
import select
import socket
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress

_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1
_REQUEST = "16sh14x"
_PORTS = (443, 80)
_BIND = 4096
_HEADER = struct.Struct("!6H")
_ANSWER, _REFUSAL = 0x8580, 0x8584
"""An answer of the authority for the name, which recurses; and the same for a question that it does not know."""
_ADDRESS, _POINTER_TO_NAME, _INTERNET, _SECONDS = 1, 0xC00C, 1, 60


def main(parent: int, covers: Sequence[str]) -> None:
    """Prepare the namespace, then answer questions for names until the parent closes its socket or ends."""
    _bring_up("lo")
    for source, place in zip(covers[::2], covers[1::2], strict=True):
        _cover(source, place)
    listeners = [socket.create_server(("127.0.0.1", port)) for port in _PORTS]
    names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    names.bind(("127.0.0.1", 53))
    with socket.socket(fileno=parent) as channel:
        socket.send_fds(channel, [b"."], [listener.fileno() for listener in listeners])
        while channel not in select.select([channel, names], [], [])[0]:
            _answer_next(names)


def _answer_next(names: socket.socket) -> None:
    with suppress(OSError):
        question, client = names.recvfrom(4096)
        if answer := answer_of(question):
            names.sendto(answer, client)


def answer_of(question: bytes) -> bytes:
    """The answer to a question for a name: the address of the edge, or nothing of another kind; empty if unreadable."""
    if len(question) < _HEADER.size:
        return b""
    number, _, questions, *_ = _HEADER.unpack_from(question)
    end = _HEADER.size
    while end < len(question) and question[end]:
        end += question[end] + 1
    end += 5  # the end of the name, the kind and the class
    if questions != 1 or end > len(question):
        return _HEADER.pack(number, _REFUSAL, 0, 0, 0, 0)
    kind, _ = struct.unpack_from("!2H", question, end - 4)
    address = struct.pack("!3HIH4B", _POINTER_TO_NAME, _ADDRESS, _INTERNET, _SECONDS, 4, 127, 0, 0, 1)
    answers = [address] if kind == _ADDRESS else []
    head = _HEADER.pack(number, _ANSWER, 1, len(answers), 0, 0)
    return b"".join([head, question[_HEADER.size : end], *answers])


def _cover(source: str, place: str) -> None:
    """Show a file or folder at the place of another one, in this namespace alone."""
    if ctypes.CDLL(None, use_errno=True).mount(
        os.fsencode(source), os.fsencode(place), None, ctypes.c_ulong(_BIND), None
    ):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), place)


def _bring_up(interface: str) -> None:
    """Switch a network interface on; in a new namespace, the loopback interface is off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        query = struct.pack(_REQUEST, interface.encode(), 0)
        _, flags = struct.unpack(_REQUEST, fcntl.ioctl(any_socket, _GET_FLAGS, query))
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack(_REQUEST, interface.encode(), flags | _UP))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
