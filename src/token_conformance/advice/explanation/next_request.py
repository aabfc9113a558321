"""The one request that tells the causes of a failed call apart: `requests.toml`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from token_conformance.advice.explanation.facts import Facts
from token_conformance.advice.explanation.rules import Condition, condition
from token_conformance.model.strict_toml import parse_toml


@dataclass(frozen=True)
class Request:
    """A request without side effects, and what its answer says. It has no value from a paste in it.

    `url` has names in capitals to fill in. `credential` is `none`, or `same` for that of the failing call; `scheme` is
    how that was sent.
    """

    method: str
    url: str
    credential: str
    tells: str
    scheme: str = "basic"


@dataclass(frozen=True)
class _Row:
    request: Request
    when: Condition
    causes: frozenset[str]


def next_request(facts: Facts, ranked: Sequence[str], *, is_bare: bool) -> Request:
    """The request for the causes of a paste, the most likely first; `is_bare` if the paste shows only a status."""
    first = ranked[0] if ranked else ""
    for row in _rows():
        if (not row.causes or (first in row.causes and not is_bare)) and row.when.quotes(facts) is not None:
            return replace(row.request, scheme="bearer" if _is_bearer(facts) else "basic")
    raise LookupError("requests.toml has no row for everything else")


def _is_bearer(facts: Facts) -> bool:
    if facts.form == "oauth":
        return True
    return bool({"jwt", "service-account"} & facts.credential) and "basic" not in facts.credential


@cache
def _rows() -> Sequence[_Row]:
    table = parse_toml(files(__package__).joinpath("requests.toml").read_text(encoding="utf-8"))
    return [
        _Row(
            Request("GET", row["url"], row["credential"], row["tells"]),
            condition(row.get("when", {})),
            frozenset(row.get("causes", ())),
        )
        for row in table["request"]
    ]
