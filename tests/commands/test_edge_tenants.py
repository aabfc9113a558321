"""`token-conformance edge --tenant`: each tenant is reached over HTTPS by what the command prints."""

import re
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx
import pytest

from namespaces import is_permitted
from token_conformance.cli import main
from token_conformance.commands._parser import USAGE_ERROR

COMMAND = [sys.executable, "-c", "from token_conformance.cli import main; raise SystemExit(main())", "edge"]
EVERY_PAGE = "/wiki/api/v2/pages?limit=250"
EVERY_PROJECT = "/rest/api/3/project/search?maxResults=100"


@contextmanager
def printed(*options: str) -> Iterator[str]:
    """What a running edge has printed."""
    with subprocess.Popen([*COMMAND, *options], stdout=subprocess.PIPE, text=True) as process:  # our own
        assert process.stdout is not None
        try:
            yield "".join(iter(process.stdout.readline, "Press Ctrl-C to stop.\n"))
        finally:
            process.terminate()


def exported(text: str) -> dict[str, str]:
    """The variables of the text."""
    return dict(re.findall(r"^export (\w+)=(\S+)$", text, re.MULTILINE))


def asked(variables: Mapping[str, str], path: str) -> httpx.Response:
    """The answer of the site to the unscoped token."""
    trust = ssl.create_default_context(cafile=variables["SSL_CERT_FILE"])
    person = (variables["TOKEN_CONFORMANCE_EMAIL"], variables["TOKEN_CONFORMANCE_UNSCOPED_TOKEN"])
    with httpx.Client(proxy=variables["HTTPS_PROXY"], verify=trust, trust_env=False, auth=person, timeout=60) as client:
        return client.get(f"{variables['SITE']}{path}")


@pytest.mark.parametrize(("name", "pages", "projects"), [("seed", 3, 4), ("seeded", 3, 4), ("rich", 105, 7)])
def test_a_tenant_with_the_seeded_names(name: str, pages: int, projects: int) -> None:
    """The rich one has more of everything; the earlier name of the seeded one still works."""
    with printed("--tenant", name) as text:
        variables = exported(text)
        found = asked(variables, EVERY_PAGE).json()["results"], asked(variables, EVERY_PROJECT).json()["total"]
        assert (pages, projects) == (len(found[0]), found[1])
        assert ("SOFT-1", 200) == (variables["TOKEN_CONFORMANCE_ISSUE_KEY"], issue_of(variables).status_code)
    assert "--seed" not in text


def issue_of(variables: Mapping[str, str]) -> httpx.Response:
    """The answer to a request for the issue of the settings."""
    return asked(variables, f"/rest/api/3/issue/{variables['TOKEN_CONFORMANCE_ISSUE_KEY']}")


def test_lists_of_the_rich_tenant_have_pages() -> None:
    """A list that fits on one page of the seeded tenant does not fit here."""
    with printed("--tenant=rich") as text:
        variables = exported(text)
        first = asked(variables, "/wiki/api/v2/pages").json()
        second = asked(variables, first["_links"]["next"]).json()
        assert (25, 25) == (len(first["results"]), len(second["results"]))
        assert {each["id"] for each in first["results"]}.isdisjoint(each["id"] for each in second["results"])
        done = asked(variables, "/rest/api/3/search/jql?jql=project%3DWEB%20AND%20status%3DDone&maxResults=4").json()
        assert (4, False) == (len(done["issues"]), done["isLast"])
        labelled = asked(variables, "/wiki/rest/api/search?cql=label%3D%22how-to%22%20and%20type%3Dpage&limit=5").json()
        assert (5, True) == (labelled["size"], labelled["totalSize"] > 5)


@pytest.mark.slow
def test_a_random_tenant_says_how_to_get_it_again() -> None:
    """Two of them differ, and the printed options give the first one again."""
    with printed("--tenant=random") as text, printed("--tenant=random") as other:
        options = re.findall(r"use (--tenant random --seed \d+ --extras 3)\.$", text, re.MULTILINE)
        assert 200 == issue_of(exported(text)).status_code
    assert exported(text)["SITE"] != exported(other)["SITE"]
    assert 1 == len(options)
    with printed(*options[0].split()) as again:
        assert settings(text) == settings(again)


def settings(text: str) -> dict[str, str]:
    """The names and tokens of a tenant."""
    return {name: value for name, value in exported(text).items() if name.startswith("TOKEN_CONFORMANCE_")}


@pytest.mark.parametrize("option", ["--seed", "--extras"])
@pytest.mark.parametrize("tenant", [[], ["--tenant=seed"], ["--tenant=rich"]])
def test_what_only_a_random_tenant_takes_is_one_line(
    tenant: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not silently ignored for another tenant."""
    line = "token-conformance edge: --seed and --extras are for a random tenant; add --tenant random\n"
    assert (USAGE_ERROR, ("", line)) == (main(["edge", *tenant, option, "0"]), capsys.readouterr())


@pytest.mark.slow
@pytest.mark.skipif(not is_permitted(), reason="this system does not permit new network namespaces")
@pytest.mark.parametrize(("seed", "lines"), [([], 1), (["--seed=7"], 0)])
def test_in_a_jail_the_seed_is_beside_what_the_command_prints(seed: list[str], lines: int) -> None:
    """It is on the standard error, and only if the user has not chosen it."""
    words = [*COMMAND, "--tenant=random", *seed, "--jail", "--", "echo", "mine"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    said = re.findall(r"use --tenant random --seed \d+ --extras 3$", done.stderr)
    assert ("mine\n", lines) == (done.stdout, len(said))
