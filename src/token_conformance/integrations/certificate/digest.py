"""The digest of what a subject was measured against: two certificates with the same one can be compared."""

from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

from token_conformance.certify.scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario


def rules_digest() -> str:
    """The SHA-256 of the edge's rules, the operations, published and retired, with their scopes, and the scenarios."""
    package = files("token_conformance")
    parts = {
        "rules": package.joinpath("edge", "rules.toml").read_bytes(),
        "operations": package.joinpath("catalogue", "operations.csv").read_bytes(),
        "retired": package.joinpath("edge", "retired.csv").read_bytes(),
        "scenarios": repr([(id_, _with_words(scenario)) for id_, scenario in sorted(SCENARIOS.items())]).encode(),
    }
    return sha256(b"".join(sha256(parts[name]).digest() for name in sorted(parts))).hexdigest()


def _with_words(scenario: Scenario) -> Scenario:
    """A scenario whose URL forms are plain words, as the digests of published certificates have them."""
    return replace(scenario, forms=tuple(form.value for form in scenario.forms))  # type: ignore[arg-type]  # for its repr
