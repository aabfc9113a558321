"""How much a run may ask of a tenant, over all of its processes."""

from dataclasses import dataclass

HIGHEST_RATE = 200
HIGHEST_CONCURRENCY = 64


@dataclass(frozen=True)
class Limits:
    """At most `rate` requests in any second, and at most `concurrency` at once; by default, few of both."""

    rate: int = 5
    concurrency: int = 4

    def __str__(self) -> str:
        return f"at most {self.rate} requests a second, {self.concurrency} at once"
