"""The digest of what a subject was measured against: two certificates with the same one can be compared."""

from hashlib import sha256
from importlib.resources import files

from token_conformance.integrations.scenarios import SCENARIOS


def rules_digest() -> str:
    """The SHA-256 of the edge's rules, the operations, published and retired, with their scopes, and the scenarios."""
    package = files("token_conformance")
    parts = {
        "rules": package.joinpath("catalogue", "rules.toml").read_bytes(),
        "operations": package.joinpath("catalogue", "operations.csv").read_bytes(),
        "retired": package.joinpath("catalogue", "retired.csv").read_bytes(),
        "scenarios": repr(sorted(SCENARIOS.items())).encode(),
    }
    return sha256(b"".join(sha256(parts[name]).digest() for name in sorted(parts))).hexdigest()
