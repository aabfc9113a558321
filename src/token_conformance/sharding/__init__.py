"""Running the suites in parts, on as many machines, and putting the results back together."""

from token_conformance.sharding.merge import merge
from token_conformance.sharding.shard import Shard

__all__ = ["Shard", "merge"]
