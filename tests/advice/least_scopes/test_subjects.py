"""The scopes that certified integrations need: the table in the documentation is what their traffic says."""

from pathlib import Path

from token_conformance.advice.least_scopes.answer import of_judged
from token_conformance.advice.least_scopes.traffic.read import read_traffic

ROOT = Path(__file__).parents[3]
CERTIFICATES = sorted((ROOT / "reports" / "certified").rglob("*.zip"))


def row(certificate: Path) -> str:
    """The row of an integration."""
    answer = of_judged(read_traffic(certificate).calls)
    assert answer.is_certain
    scopes = {app.app: ", ".join(f"`{scope}`" for scope in app.scopes) for app in answer.apps}
    return f"| {certificate.stem} | {scopes.get('jira', '-')} | {scopes.get('confluence', '-')} |"


def test_the_table_of_certified_integrations_is_current() -> None:
    """Every certificate has its row, and every row its certificate."""
    text = (ROOT / "docs" / "scopes.md").read_text(encoding="utf-8")
    shown = text[text.index("| Integration | Jira token |") :].splitlines()[2:]
    assert list(map(row, CERTIFICATES)) == shown
