"""Conversions of bodies, and macros in them."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

BODY = {"representation": "storage", "value": "<p>x</p>"}
MACRO = (
    '<p>a</p><ac:structured-macro ac:name="panel" ac:macro-id="m-1">'
    '<ac:parameter ac:name="title">A &amp; B</ac:parameter>'
    '<ac:rich-text-body><p>in</p><ac:structured-macro ac:name="code" ac:macro-id="m-2"><ac:plain-text-body>'
    "<![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro></ac:rich-text-body></ac:structured-macro><p>z</p>"
    '<ac:structured-macro ac:name="toc" ac:macro-id="m-3" />'
)


def test_a_body_is_converted(ask_v1: Ask, state: State) -> None:
    """The answer names the conversion, which is kept for five minutes."""
    made = ask_v1("POST", "contentbody/convert/async/export_view", json=BODY).json()["asyncId"]
    url = f"contentbody/convert/async/{made}"
    shown = ask_v1("GET", url).json()
    assert ("<p>x</p>", "export_view", "COMPLETED") == (shown["value"], shown["representation"], shown["status"])
    state.confluence.fixed_time = state.confluence.now() + timedelta(minutes=6)
    assert [404, 404] == [ask_v1("GET", path).status_code for path in (url, "contentbody/convert/async/none")]


def test_the_same_body_is_converted_once_if_the_request_says_so(ask_v1: Ask) -> None:
    """Without `allowCache` each request makes a conversion of its own."""
    url = "contentbody/convert/async/export_view"
    for query, different in (("", 2), ("?allowCache=true", 1)):
        ids = {ask_v1("POST", f"{url}{query}", json=BODY | {"value": query}).json()["asyncId"] for _ in range(2)}
        assert different == len(ids)


def test_many_bodies(ask_v1: Ask) -> None:
    """Up to ten are converted at once, and up to fifty are read."""
    url, one = "contentbody/convert/async/bulk/tasks", {"to": "export_view", "body": BODY}
    ids = [each["asyncId"] for each in ask_v1("POST", url, json={"conversionInputs": [one, one]}).json()]
    found = ask_v1("GET", f"{url}?ids={','.join(ids)}&ids=none").json()
    assert ids == [each["renderTaskId"] for each in found]
    bodies: tuple[object, ...] = (
        {"conversionInputs": [one] * 11},
        {"conversionInputs": [1]},
        {"conversionInputs": [{}]},
        {},
    )
    bodies += ({"conversionInputs": [one | {"embeddedContentRender": []}]}, {"conversionInputs": [one | {"to": {}}]})
    assert [400] * 6 == [ask_v1("POST", url, json=body).status_code for body in bodies]
    many = ",".join(map(str, range(51)))
    assert [400, 400] == [ask_v1("GET", f"{url}{query}").status_code for query in ("", f"?ids={many}")]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("export_view", {"representation": "view", "value": "x"}, 400),
        ("export_view", {"value": "x"}, 400),
        ("paper", BODY, 400),
        ("view", BODY, 501),
        ("export_view", BODY | {"value": '<ac:image ac:width="1" />'}, 501),
        ("export_view?spaceKeyContext=NONE", BODY, 404),
        ("export_view?contentIdContext=0", BODY, 404),
        ("export_view?embeddedContentRender=never", BODY, 400),
    ],
)
def test_a_conversion_that_is_refused(ask_v1: Ask, path: str, body: object, status: int) -> None:
    """What is published of other formats contradicts itself, and Confluence's own elements are not modelled."""
    assert status == ask_v1("POST", f"contentbody/convert/async/{path}", json=body).status_code


def test_a_macro(ask_v1: Ask, state: State, tenant: Tenant) -> None:
    """It has its name, its body as it is stored, and its parameters; one can be in another one."""
    confluence = state.confluence
    page = confluence.contents[tenant.page_id]
    confluence.update(page, page.title, MACRO, tenant.account_id)
    confluence.update(page, page.title, "<p>gone</p>", tenant.account_id)
    url = f"content/{page.id}/history"
    panel, code, toc = (ask_v1("GET", f"{url}/2/macro/id/m-{number}").json() for number in (1, 2, 3))
    assert ("panel", {"title": {"value": "A & B"}}) == (panel["name"], panel["parameters"])
    assert (True, "<p>in</p>", "</ac:structured-macro>") == (
        "m-2" in panel["body"],
        panel["body"][:9],
        panel["body"][-22:],
    )
    assert ("code", "a < b", {}) == (code["name"], code["body"], code["parameters"])
    assert ("toc", "") == (toc["name"], toc["body"])
    paths = (
        f"{url}/0/macro/id/m-1",
        f"{url}/9/macro/id/m-1",
        f"{url}/2/macro/id/m-9",
        "content/0/history/1/macro/id/m-1",
    )
    assert [404, 404, 404, 404] == [ask_v1("GET", path).status_code for path in paths]
