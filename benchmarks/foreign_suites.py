"""Run test suites that others wrote against the edge, and print what each of their tests shows.

Run it from the project's root: `python benchmarks/foreign_suites.py [--clone NAME=PATH] [--only NAME] [--form FORM]`.
Without `--clone` it runs the suites that the Python Package Index ships; the others need a clone of their repository.
The suites and their pinned commits are in `benchmarks/foreign/suites.py`. Each runs in an environment of its own, which
`--work` keeps for the next run. A test passes truly if no answer of the edge to it was a 501.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent))

from tabulate import tabulate  # the line above comes first

from foreign.judgement import ForeignTest, Shows, judge, read_requests, read_tests  # the line above finds it
from foreign.place import adapt, command, get_files, prepare, variables  # for the same reason
from foreign.suite import Suite  # for the same reason
from foreign.suites import SUITES  # for the same reason
from token_conformance.edge.access.own_tokens import OwnToken
from token_conformance.edge.access.tokens import UNSCOPED, Token
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, Product, UrlForm
from token_conformance.model.tenant import SEEDED

_MOST_SECONDS = 3_600
_OF_THIS_MACHINE = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
"""Tests that look for a server on this machine which is not there do not ask the edge for it."""
_COLLEAGUE_TOKEN = "MADE-UP-TOKEN-OF-THE-COLLEAGUE"  # noqa: S105  # made up, for an edge of this machine


class Row(NamedTuple):
    """One suite at one URL form."""

    suite: Suite
    form: UrlForm
    judged: list[tuple[ForeignTest, Shows]]

    def cells(self) -> list[str | int]:
        """The row of the table: the tests that need no tenant are counted among those that pass truly, and named."""
        counts = Counter(shows for _, shows in self.judged)
        alone = sum(shows is Shows.TRULY and not test.requests for test, shows in self.judged)
        truly = f"{counts[Shows.TRULY]} ({alone})"
        return [self.suite.name, self.form, len(self.judged), truly, *(counts[each] for each in list(Shows)[1:])]


def main() -> None:
    """Print the table, and with `--details` what the tests that do not pass truly were answered."""
    options = _options()
    clones = dict(_clone(text) for text in options.clone)
    chosen = [each for each in SUITES if each.name in (options.only or [*clones, *_of_index()])]
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        rows = [
            _run(suite, form, clones.get(suite.name), work, options.arguments)
            for suite in chosen
            for form in options.form or FORMS
        ]
    if options.details:
        _print_details(rows)
    print(tabulate([row.cells() for row in rows], ["suite", "form", "tests", "passed truly (alone)", *list(Shows)[1:]]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run test suites that others wrote against the edge.")
    names = [suite.name for suite in SUITES]
    parser.add_argument("--clone", action="append", default=[], metavar="NAME=PATH", help="the clone of a suite")
    parser.add_argument("--only", action="append", choices=names, help="run this suite; may be given several times")
    parser.add_argument("--form", action="append", type=UrlForm, choices=FORMS, help="run at this URL form alone")
    parser.add_argument("--work", type=Path, help="the folder for files and environments (default: a temporary one)")
    parser.add_argument("--details", action="store_true", help="print each test that does not pass truly")
    parser.add_argument("arguments", nargs="*", help="after --: more arguments for the runner of the tests")
    return parser.parse_args()


def _of_index() -> list[str]:
    return [suite.name for suite in SUITES if suite.index]


def _clone(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not equals or name not in {suite.name for suite in SUITES}:
        raise SystemExit(f"--clone {text}: write NAME=PATH, with one of {', '.join(suite.name for suite in SUITES)}")
    if not Path(path).is_dir():
        raise SystemExit(f"--clone {text}: {path} is not a folder; name the folder of a clone")
    return name, Path(path).resolve()


def _run(suite: Suite, form: UrlForm, clone: Path | None, work: Path, arguments: Sequence[str]) -> Row:
    """Run a suite at one URL form, on a fresh tenant."""
    place = work.resolve() / suite.name.replace("/", "-")
    folder, tests, log = place / "files", place / f"{form}-tests.jsonl", place / f"{form}-requests.jsonl"
    get_files(suite, clone, folder)
    programs = prepare(suite, place / "environment")
    for file in (tests, log):
        file.write_text("", encoding="utf-8")
    state = State.seeded(SEEDED)
    suite.arrange(state)
    with _edge(state, suite, log) as edge:
        values = _values(edge, form)
        adapt(suite, folder, values)
        given = variables(suite, folder, tests, values) | edge.environment() | _OF_THIS_MACHINE
        with (place / f"{form}-output.txt").open("w", encoding="utf-8") as output:
            subprocess.run(
                [*command(suite, programs, folder), *arguments],
                cwd=folder,
                env=given,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=_MOST_SECONDS,
                check=False,
            )
    judged = judge(read_tests(tests, read_requests(log)), suite.own)
    if not judged:
        raise SystemExit(f"{suite.name}: no test was run at the {form} form; {output.name} says why")
    return Row(suite, form, judged)


def _edge(state: State, suite: Suite, log: Path) -> Edge:
    """An edge with a token of wide scopes, and a token of the colleague, whom some suites need as a second user."""
    colleague = Token("colleague@example.com", f"{SEEDED.account_id}-colleague", None, UNSCOPED)
    wide = OwnToken.parse(f"wide={suite.scopes}")
    return Edge(state, log=log, own_tokens=[wide], tokens={_COLLEAGUE_TOKEN: colleague})


def _values(edge: Edge, form: UrlForm) -> Mapping[str, str]:
    """What the braces of a suite stand for."""
    tenant = edge.tenant
    token = edge.account.unscoped if form is UrlForm.SITE else edge.own_tokens[0].value
    return {
        "site": tenant.site_host,
        "jira": tenant.base_url(Product.JIRA_PLATFORM, form),
        "confluence": f"{tenant.base_url(Product.CONFLUENCE, form)}/wiki",
        "confluence_host": tenant.base_url(Product.CONFLUENCE, form),
        "cloud_id_at_gateway": tenant.cloud_id if form is UrlForm.GATEWAY else "",
        "email": tenant.email,
        "token": token,
        "colleague": "colleague@example.com",
        "colleague_token": _COLLEAGUE_TOKEN,
        "project": tenant.project_key,
        "space": tenant.space_key,
    }


def _print_details(rows: Sequence[Row]) -> None:
    """Print the tests that do not pass truly, and the operations that are 501 by the tests that meet them first."""
    unknown: Counter[str] = Counter()
    for row in rows:
        for test, shows in row.judged:
            if shows not in {Shows.TRULY, Shows.SKIPPED}:
                first = test.unknown or next((each for each in test.requests if each.status >= 400), None)  # noqa: PLR2004
                print(f"{shows:<18} {row.form:<8} {test.name}\n{'':<18} {first or ''} {test.reason}")
            if test.unknown:
                unknown[test.unknown.operation] += 1
    for operation, tests in unknown.most_common():
        print(f"{tests:>4} {operation}")


if __name__ == "__main__":
    main()
