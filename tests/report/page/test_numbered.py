"""The list of the page's data whose members are named by their position."""

from token_conformance.report.page.numbered import Numbered


def test_a_member_has_one_position() -> None:
    """In the order in which members were first asked for."""
    numbered: Numbered[str] = Numbered()
    assert [0, 1, 0] == [numbered.of(member) for member in ("a", "b", "a")]
    assert ["a", "b"] == list(numbered)
