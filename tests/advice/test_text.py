"""The text begins with the answer, has few lines, and says how each answer is known."""

import pytest

from token_conformance.cli import main

MADE_UP = "ATATT" + "3xFfGF0made-up"


def test_a_narrowed_question(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer, why, the best evidence first, and what works."""
    assert 1 == main(["can-i-use", "GET /rest/api/3/project/{projectIdOrKey}", "--token", "scoped", "--url", "site"])
    shown = capsys.readouterr().out
    assert shown.startswith("""\
No: GET /rest/api/3/project/{projectIdOrKey}, scoped token at the site
  The site reads the token as no credential, and fails silently: a list is
  empty with status 200, and what exists is not found (404).
  - reported 2025-05-15: It was observed (404). [CLOUD-12617: 'returns a 404
    project not found']
  - inferred: [rule S2: """)
    assert (
        """
Use scoped token at the gateway:
  https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/project/{projectIdOrKey}
CLOUD_ID: GET https://SITE.atlassian.net/_edge/tenant_info returns it, without
  a credential.
Scopes: all of read:jira-work (classic); or all of """
        in shown
    )


def test_several_answers_begin_with_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """One line per credential and place; the reasons follow, each once."""
    main(["can-i-use", "GET /rest/api/3/field"])
    lines = capsys.readouterr().out.splitlines()
    assert [
        "It depends: GET /rest/api/3/field",
        "",
        "  Yes      unscoped token at the site",
        "  No       scoped token at the site",
        "  Yes      unscoped token at the gateway",
        "  Yes      scoped token at the gateway",
    ] == lines[:6]
    assert "  Unknown  service account as Basic at the gateway" in lines
    assert 75 > len(lines)


def test_equal_answers_are_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A removed operation is removed for everyone."""
    main(["can-i-use", "GET /rest/api/3/workflow"])
    shown = capsys.readouterr().out
    assert shown.startswith("No: GET /rest/api/3/workflow\n")
    assert 1 == shown.count("Atlassian has removed it (since 2026-02-01).")
    assert 1 == shown.count("Instead: GET /rest/api/3/workflows/search")


def test_a_pasted_line_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    """The scheme and the kinds that fit the shape; the text of a token does not show whether it has scopes."""
    main(["can-i-use", f"curl -u me@example.com:{MADE_UP} https://invented.atlassian.net/rest/api/3/field"])
    assert "  Sent as Basic; by its shape it can be unscoped or scoped\n" in capsys.readouterr().out


def test_more_statements_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """The text has the first ones; the JSON has all."""
    main(["can-i-use", "GET /rest/api/3/myself"])
    assert "  - 2 more with --format json\n" in capsys.readouterr().out


def test_a_hint_is_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    """A successor is something else."""
    main(["can-i-use", "GET /rest/api/3/dashbord"])
    assert "Did you mean: GET /rest/api/3/dashboard\n" in capsys.readouterr().out


def test_the_site_of_the_call_tells_its_cloud_id(capsys: pytest.CaptureFixture[str]) -> None:
    """The line can be copied as it is."""
    main(["can-i-use", "https://mysite.atlassian.net/rest/api/3/field", "--token", "scoped"])
    assert "CLOUD_ID: GET https://mysite.atlassian.net/_edge/tenant_info returns it" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cloud_id", "shown"),
    [("11223344-a1b2-4c3d-8e9f-a1b2c3d4e5f6", None), ("{cloudId}", "CLOUD_ID"), ("$ID", "CLOUD_ID")],
)
def test_what_works_has_the_cloud_id_of_the_call(
    capsys: pytest.CaptureFixture[str], cloud_id: str, shown: str | None
) -> None:
    """A name for one is shown as a name, with where the cloud id is found."""
    main(["can-i-use", f"https://api.atlassian.com/ex/jira/{cloud_id}/rest/api/3/field"])
    answer = capsys.readouterr().out
    assert f"\n  https://api.atlassian.com/ex/jira/{shown or cloud_id}/rest/api/3/field\n" in answer
    assert (shown is not None) == ("CLOUD_ID: GET https://SITE.atlassian.net/" in answer)
