"""The pictures of priorities and statuses: served at the site, and refused at the gateway by rule G2."""

import json

import pytest

from in_process_edge import ACCOUNT, JIRA, SITE, Asking, ask, ask_all

AT = {SITE: (ACCOUNT.unscoped, 200, "pictures"), JIRA: (ACCOUNT.scoped_jira, 401, "G2")}


@pytest.mark.parametrize("path", ["priority/3", "status/10000"])
@pytest.mark.parametrize("base", AT, ids=["site", "gateway"])
def test_a_picture_is_a_file_of_the_site(base: str, path: str) -> None:
    """The link of an answer at the site leads to a picture, and that of an answer at the gateway to a refusal."""
    token, *expected = AT[base]
    icon = json.loads(ask("GET", f"{base}/rest/api/3/{path}", token).text)["iconUrl"]
    answer = ask("GET", icon, token)
    assert (True, expected) == (icon.startswith(base), [answer.status, answer.rule])
    assert (base == SITE) == answer.headers["content-type"].startswith("image/")


def test_a_picture_is_for_everyone_and_only_to_read() -> None:
    """A stranger gets it too; what another method gets there is not known."""
    url = f"{SITE}/images/icons/statuses/generic.png"
    methods = ("GET", "HEAD", "POST")
    assert [(200, "pictures"), (200, "pictures"), (501, "not-modelled")] == [
        (answer.status, answer.rule) for answer in ask_all(Asking(method, url) for method in methods)
    ]
