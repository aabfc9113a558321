"""The result of one cell: the expected and the observed outcome, the answer, and what it was recorded from."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from sys import intern
from typing import Self, get_args

from token_conformance.model.cell import CATALOGUE, Credential, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.strict_json import members, of_kind, optional, parse_line, shown, shown_texts, within
from token_conformance.model.target import Source
from token_conformance.model.verdict import Verdict

BODY_LIMIT = 300
"""The most characters of a body in a result: enough to recognise an answer."""


LOWEST_STATUS, HIGHEST_STATUS = 100, 999
"""The bounds of an HTTP status, which has three digits; servers also use numbers that HTTP does not name."""


@dataclass(frozen=True)
class Recorded:
    """What an exchange was recorded from, on which day, and with which version of the suite."""

    source: Source
    at: date
    by: str

    @classmethod
    def from_dict(cls, value: object) -> Self:
        """Read the object that `CellResult.to_json` writes; raises ValueError that says what is wrong with it."""
        fields = shown_texts(value)
        if fields.keys() != {"source", "at", "by"} or fields["source"] not in get_args(Source):
            raise ValueError(f"{fields} does not name the source (edge or live), the day and the version")
        return _shared(fields["source"], fields["at"], fields["by"])  # type: ignore[return-value]  # it has no subclasses


@dataclass(frozen=True, kw_only=True)
class CellResult:
    """The result of one cell in a run.

    `expected` is None for a stranger, who must be refused, no matter how, and in an open cell. `outcome`, `status` and
    `url` are None if there was no exchange. `headers` are the diagnostic headers of the answer, `body` is the start of
    its body, `note` says why a proof failed or why the cell was not judged, and `deviation` is what is declared.
    """

    cell: str
    product: Product
    endpoint: str
    operation: str
    credential: Credential
    url_form: UrlForm
    verdict: Verdict
    expected: Outcome | None
    outcome: Outcome | None
    status: int | None = None
    url: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    note: str = ""
    deviation: dict[str, str] | None = None
    recorded: Recorded | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", self.body[:BODY_LIMIT])

    @property
    def api(self) -> str:
        """The published API of a cell of the whole catalogue, such as `confluence-v2`; empty for every other cell."""
        suite, _, rest = self.endpoint.partition("/")
        return rest.partition("/")[0] if suite == CATALOGUE else ""

    def to_json(self) -> str:
        """The result as one line of JSON, which is the same for the same result."""
        record = {"kind": "cell", **vars(self), "recorded": self.recorded and vars(self.recorded)}
        return json.dumps(record, sort_keys=True, ensure_ascii=False, default=date.isoformat)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read a cell line; raises ValueError that says what is wrong with it."""
        return cls.from_record(parse_line(line))

    @classmethod
    def summary_of(cls, line: str) -> Self:
        """The part of a cell line of this run that the matrix and its list of unexpected cells show.

        It takes little memory and time: the texts that many cells have are shared, and nothing is checked.
        """
        record = json.loads(line)
        facts = record["deviation"] or {}
        return cls(
            cell=intern(record["cell"]),
            product=Product(record["product"]),
            endpoint=intern(record["endpoint"]),
            operation=intern(record["operation"]),
            credential=Credential(record["credential"]),
            url_form=UrlForm(record["url_form"]),
            verdict=Verdict(record["verdict"]),
            expected=record["expected"] and Outcome(record["expected"]),
            outcome=record["outcome"] and Outcome(record["outcome"]),
            status=record["status"],
            headers=_NO_HEADERS,
            note="" if record["outcome"] else intern(record["note"]),
            deviation=_shared_facts(*(facts.get(name) for name in _SHOWN_FACTS)) if facts else None,
            recorded=_shared(**record["recorded"]) if record["recorded"] else None,
        )

    @classmethod
    def from_record(cls, record: object) -> Self:
        """Read the object of a cell line; raises ValueError that says what is wrong with it."""
        return cls(**members(of_kind(record, "cell"), _READERS))


_NO_HEADERS: dict[str, str] = {}


_SHOWN_FACTS = ("grade", "rule")
"""The facts of a deviation that the matrix shows."""


@cache
def _shared_facts(*facts: str | None) -> dict[str, str]:
    return {name: fact for name, fact in zip(_SHOWN_FACTS, facts, strict=True) if fact is not None}


@lru_cache(maxsize=64)
def _shared(source: Source, at: str, by: str) -> Recorded:
    return Recorded(source, date.fromisoformat(at), by)


OF_ANSWER = {
    "verdict": Verdict,
    "expected": optional(Outcome),
    "outcome": optional(Outcome),
    "status": optional(within(LOWEST_STATUS, HIGHEST_STATUS)),
    "url": optional(shown),
    "headers": shown_texts,
    "body": shown,
    "note": shown,
    "deviation": optional(shown_texts),
    "recorded": optional(Recorded.from_dict),
}
"""The readers of the fields that do not follow from the endpoint and the column of a cell."""

_READERS = {
    "cell": shown,
    "product": Product,
    "endpoint": shown,
    "operation": shown,
    "credential": Credential,
    "url_form": UrlForm,
    **OF_ANSWER,
}
