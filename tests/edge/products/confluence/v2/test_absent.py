"""Things of which the tenant has none."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/api/v2"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "call",
    [
        "GET classification-levels",
        "PUT pages/{id}/classification-level",
        "POST blogposts/{id}/classification-level/reset",
        "DELETE spaces/{id}/classification-level/default",
        "GET custom-content?type=ac:app:thing",
        "GET pages/{id}/custom-content?type=ac:app:thing",
        "POST custom-content",
    ],
)
def test_what_the_tenant_has_not(ask: Ask, tenant: Tenant, form: UrlForm, call: str) -> None:
    """It has no levels of classification, and no app that brings a type of content: 404 is documented for both."""
    method, _, path = call.partition(" ")
    assert 404 == ask(method, f"{API}/{path.replace('{id}', tenant.page_id)}", form=form, json={}).status_code
