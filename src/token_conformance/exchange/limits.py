"""How fast a live run may be, apart from the HTTP client, so that the help of a command does not wait for it."""

from dataclasses import dataclass

HIGHEST_RATE = 200
HIGHEST_CONCURRENCY = 64


@dataclass(frozen=True)
class Limits:
    """At most `rate` requests in any second, and at most `concurrency` at once. The defaults are low."""

    rate: int = 5
    concurrency: int = 4

    def __str__(self) -> str:
        return f"at most {self.rate} requests a second, {self.concurrency} at once"
