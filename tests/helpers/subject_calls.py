"""The calls of public clients, as `certify run` saw them, and the table of the scopes that these need.

python tests/helpers/subject_calls.py FOLDER

FOLDER has a folder with the observations of each client. The calls are kept in `subject_calls.json`, and the table is
put at the end of `docs/scopes.md`.
"""

import datetime as dt
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from token_conformance.advice.least_scopes.answer import LeastScopes, of_judged
from token_conformance.advice.least_scopes.judged import Fate
from token_conformance.advice.least_scopes.traffic.read import read_traffic
from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.report.markdown_text import table

ROOT = Path(__file__).parents[2]
CALLS = Path(__file__).parents[1] / "advice" / "least_scopes" / "subject_calls.json"
PAGE = ROOT / "docs" / "scopes.md"
TITLES = ("Integration", "Jira token", "Confluence token", "Calls that no scope opens")
_NEEDS_NOTHING = {Fate.OPENED, Fate.FREE}


def written() -> str:
    """The table: the certified integrations, then the public clients."""
    return table(TITLES, [*_certified(), *_clients(json.loads(CALLS.read_text(encoding="utf-8"))["clients"])])


def shown() -> str:
    """The table on the page."""
    text = PAGE.read_text(encoding="utf-8")
    return text[text.index(f"| {TITLES[0]} |") :].rstrip("\n")


def _certified() -> Iterator[list[str]]:
    for certificate in sorted((ROOT / "reports" / "certified").rglob("*.zip")):
        yield _row(f"{certificate.stem} (certified)", of_judged(read_traffic(certificate).calls))


def _clients(clients: Iterable[dict[str, Any]]) -> Iterator[list[str]]:
    for client in clients:
        seen = Seen(client["name"])
        for call in client["calls"]:
            seen.add(*call.split(" ", 1))
        yield _row(f"{client['name']} {client['version']}", of_judged(seen.judged(dt.datetime.now(dt.UTC).date())))


def _row(name: str, answer: LeastScopes) -> list[str]:
    scopes = {app.app: "<br>".join(f"`{scope}`" for scope in app.scopes) for app in answer.apps}
    others = [f"`{call.name}` ({call.fate})" for call in answer.calls if call.fate not in _NEEDS_NOTHING]
    return [name, scopes.get("jira", "-"), scopes.get("confluence", "-"), "<br>".join(others) or "-"]


def _kept(folder: Path) -> dict[str, Any]:
    """The calls of a client, as templates without the names of things."""
    subject = ROOT / "suites" / "integrations" / "subjects" / f"{folder.name}.toml"
    version = tomllib.loads(subject.read_text(encoding="utf-8"))["subject"]["version"]
    return {
        "name": folder.name,
        "version": version,
        "calls": sorted({call.name for call in read_traffic(folder).calls}),
    }


def main(folder: Path) -> None:
    """Keep the calls, and renew the table."""
    clients = [_kept(one) for one in sorted(folder.iterdir())]
    day = dt.datetime.now(dt.UTC).date().isoformat()
    CALLS.write_text(json.dumps({"day": day, "clients": clients}, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(shown(), written()), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
