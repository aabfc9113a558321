"""A request for an https address that a client sends to the proxy itself, and not through a tunnel that it asks for.

Some clients do so with each proxy, such as axios before version 1: the proxy then reads their credential.
"""

import h11

SENTENCE = "The local model answers a request for an https address through a tunnel of its proxy (CONNECT) alone."


def is_untunnelled(request: h11.Request) -> bool:
    """Whether a request to the proxy names a whole https address."""
    return request.target.lower().startswith(b"https://")
