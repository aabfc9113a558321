"""The rules that lead from what a paste shows to causes: `rules.toml`. No rule names a client."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from token_conformance.advice.explanation.causes import causes
from token_conformance.advice.explanation.facts import Facts, shown
from token_conformance.catalogue.statement import evidence_of
from token_conformance.model.grade import Evidence
from token_conformance.model.strict_toml import parse_toml

LAYERS = ("header", "words", "address", "status")
"""What a rule rests on, the strongest first: a header counts more than a status."""


@dataclass(frozen=True)
class Condition:
    """What a paste must show; every part that is set must be so."""

    status: tuple[int, ...] = ()
    form: frozenset[str] = frozenset()
    product: frozenset[str] = frozenset()
    header: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    says: re.Pattern[str] | None = None
    path: re.Pattern[str] | None = None
    marks: frozenset[str] = frozenset()
    any_mark: frozenset[str] = frozenset()
    no_mark: frozenset[str] = frozenset()

    def quotes(self, facts: Facts) -> list[str] | None:
        """The pieces of the paste that fulfil it; None if it does not hold."""
        if not self._holds(facts):
            return None
        found = [facts.headers[name].quote for name in self.header]
        if self.says and (words := self.says.search(facts.words)):
            found.append(words[0])
        if (self.marks | self.any_mark or self.path or self.form - {"unknown"}) and facts.failed.quote:
            found.append(facts.failed.quote)
        if self.status and facts.failed.status_quote:
            found.append(facts.failed.status_quote)
        return [shown(quote) for quote in dict.fromkeys(found) if quote.strip()]

    def _holds(self, facts: Facts) -> bool:
        return (
            self._of_answer(facts)
            and (not self.form or facts.form in self.form)
            and (not self.product or facts.product in self.product)
            and (self.path is None or self.path.search(facts.failed.path) is not None)
            and self.marks <= facts.marks
            and (not self.any_mark or bool(self.any_mark & facts.marks))
            and not self.no_mark & facts.marks
        )

    def _of_answer(self, facts: Facts) -> bool:
        if self.status and (facts.status or 0) not in self.status:
            return False
        for name, wanted in self.header.items():
            if name not in facts.headers or not wanted.search(facts.headers[name].value):
                return False
        return self.says is None or self.says.search(facts.words) is not None


@dataclass(frozen=True)
class Rule:
    """Leads from a condition to causes with weights of 1 to 100. `why` says it in words.

    If `decides` is set, causes that no such rule of its layer names are left out. `excludes` has families and ids of
    causes that cannot be. `evidence` is None if that of the cause counts.
    """

    id: str
    layer: str
    when: Condition
    causes: Mapping[str, int]
    why: str
    evidence: Evidence | None
    decides: bool = False
    excludes: frozenset[str] = frozenset()

    @property
    def is_bare(self) -> bool:
        """Whether it rests on a status alone, without any address."""
        return self.layer == "status" and not self.decides and "unknown" in self.when.form


@cache
def rules() -> Sequence[Rule]:
    """Every rule, in the order of the file."""
    table = parse_toml(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
    bases = {name: evidence_of(row) for name, row in table["basis"].items()}
    return tuple(_rule(row, bases) for row in table["rule"])


def condition(row: Mapping[str, Any]) -> Condition:
    """The condition of a row of `rules.toml` or `requests.toml`."""
    marks, any_mark, no_mark = (frozenset(row.get(name, ())) for name in ("marks", "any_mark", "no_mark"))
    return Condition(
        status=tuple(row.get("status", ())),
        form=frozenset(row.get("form", ())),
        product=frozenset(row.get("product", ())),
        header={name: re.compile(pattern, re.IGNORECASE) for name, pattern in row.get("header", {}).items()},
        says=_any_of(row.get("says", ())),
        path=re.compile(row["path"]) if "path" in row else None,
        marks=marks,
        any_mark=any_mark,
        no_mark=no_mark,
    )


def excluded(matched: Iterable[Rule]) -> frozenset[str]:
    """The ids of the causes that these rules exclude."""
    names = {name for rule in matched for name in rule.excludes}
    return frozenset(cause.id for cause in causes().values() if names & {cause.id, cause.family})


def _rule(row: Mapping[str, Any], bases: Mapping[str, Evidence]) -> Rule:
    return Rule(
        row["id"],
        row["layer"],
        condition(row["when"]),
        row.get("causes", {}),
        row["why"],
        bases[row["basis"]] if "basis" in row else None,
        row.get("decides", False),
        frozenset(row.get("excludes", ())),
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) if patterns else None
