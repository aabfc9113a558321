"""The rules: the table is complete, and the code that implements a rule names it."""

import re
from pathlib import Path

import token_conformance.edge
from for_each import for_each
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.rules import rules
from token_conformance.model.grade import Grade

EDGE = Path(token_conformance.edge.__file__).parent
CODE = "".join(path.read_text() for path in EDGE.rglob("*.py"))
IDS = [
    *(f"S{n}" for n in range(1, 9)),
    *(f"C{n}" for n in range(1, 6)),
    *(f"G{n}" for n in range(1, 10)),
    *("R1", "R2", "H1", "F1"),
]


def test_the_table_is_complete() -> None:
    """It has the rules of the site, Confluence, the gateway, removed operations, families, single things and tokens."""
    named = ["tenant-info", "accessible-resources", "pictures", "no-such-project"]
    assert [*IDS, *named, "A1", "A2"] == list(rules())


@for_each("id_", rules())
def test_a_rule_is_named_by_its_code(id_: str) -> None:
    """A rule that no code names is not implemented, or its code cannot be found."""
    assert re.search(rf"\b{id_}\b", CODE) or int(id_[1:]) in ranges(id_[0])


def ranges(letter: str) -> set[int]:
    """The rules that the code names as `S1 to S6`."""
    found = re.findall(rf"\b{letter}(\d+) to {letter}(\d+)\b", CODE)
    return {n for first, last in found for n in range(int(first), int(last) + 1)}


@for_each("id_", rules())
def test_a_rule_is_a_sentence_with_a_source(id_: str) -> None:
    """Its grades are in order, strongest first; the sentence says which part is only claimed or inferred."""
    rule = rules()[id_]
    order = list(Grade)
    assert rule.sentence.endswith(".")
    assert rule.source
    assert sorted(rule.grades, key=order.index) == list(rule.grades)
    assert (Grade.INFERRED in rule.grades) == ("inferred" in rule.sentence)
    assert (Grade.CLAIMED in rule.grades) == ("claimed" in rule.sentence)


def test_what_is_only_claimed_of_credentials_is_named_by_their_rule() -> None:
    """A2 names the rows of the places that the edge has, so a row that is added or confirmed changes the sentence."""
    claimed = {
        (kind.id, row.place)
        for kind in credential_kinds().values()
        for row in kind.answers
        if row.evidence.grade == Grade.CLAIMED and row.place in {"site-jira", "site-confluence", "gateway"}
    }
    assert {("forge", "gateway"), ("password", "site-jira")} == claimed
    assert all(word in rules()["A2"].sentence for word in ("Forge", "passwords"))


def test_the_edge_does_not_import_what_judges_it() -> None:
    """If the edge knew outcomes or deviations, the suite would test itself against itself."""
    imported = set(re.findall(r"(?:from|import) token_conformance\.(\w+)", CODE))
    assert {"account", "catalogue", "edge", "errors", "model", "redaction", "tenant"} >= imported
    assert {"content_types", "operations", "states", "families", "credentials"} >= set(
        re.findall(r"token_conformance\.catalogue\.(\w+)", CODE)
    )
    assert not {"outcome", "verdict"} & set(re.findall(r"token_conformance\.model\.(\w+)", CODE))
