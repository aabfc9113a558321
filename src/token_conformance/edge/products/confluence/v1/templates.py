"""Templates of pages, in version 1 of Confluence's API."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, json_object, member, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.bodies import body_bean, written_body
from token_conformance.edge.products.confluence.expand import Expand
from token_conformance.edge.products.confluence.v1.answers import PAGING, page, single
from token_conformance.edge.products.confluence.v1.beans import space_bean
from token_conformance.edge.products.confluence.v1.items import space_by_key
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Space
from token_conformance.edge.tenant.confluence_site import Template

_NO_BLUEPRINTS: list[Bean] = []
_EXPAND = ("body", "body.storage")

_BODY: dict[str, Shape] = {
    "name": str,
    "templateType": str,
    "description": str,
    "body": dict,
    "labels": [{"name": str}],
    "space": {"key": str},
}


@honours(f"{PAGING} spaceKey", expand=" ".join(_EXPAND))
async def list_templates(request: Request) -> Response:
    """List the templates of a space, or those of the site without `spaceKey`."""
    space = _space(request, request.query_params.get("spaceKey"))
    kept = Call.of(request).state.confluence.site.templates.values()
    return page(request, [one for one in kept if one.space is space], lambda one: _bean(request, one))


@honours(f"{PAGING} spaceKey")
async def list_blueprints(request: Request) -> Response:
    """List the templates of blueprints, which apps bring along; the tenant has no apps, so it has none."""
    _space(request, request.query_params.get("spaceKey"))
    return page(request, _NO_BLUEPRINTS, dict)


@honours(expand=" ".join(_EXPAND))
async def get_template(request: Request) -> Response:
    """Get a template, with its body: a client that is tested with a real site reads it without asking for it."""
    template = _template(request, request.path_params["contentTemplateId"])
    return single(request, _bean(request, template) | {"body": body_bean(template.body, "storage")})


@honours(body=_BODY)
async def create_template(request: Request) -> Response:
    """Create a template of a space, or of the site without one."""
    body, confluence = await json_object(request), Call.of(request).state.confluence
    created = Template(confluence.next_id(), *_written(body), space=_space_of(request, body), labels=_labels(body))
    confluence.site.templates[created.id] = created
    return single(request, _bean(request, created))


@honours(body={**_BODY, "templateId": ID})
async def update_template(request: Request) -> Response:
    """Change the name, the body or the description of a template; the body of the request has its id."""
    body = await json_object(request)
    template = _template(request, str(member(body, "templateId")))
    if _space_of(request, body) is not template.space:
        raise unmodelled("how a template moves to another space")
    template.name, template.body, description = _written(body)
    template.description = description if "description" in body else template.description
    template.labels = _labels(body) if "labels" in body else template.labels
    return single(request, _bean(request, template))


@honours()
async def delete_template(request: Request) -> Response:
    """Delete a template."""
    template = _template(request, request.path_params["contentTemplateId"])
    del Call.of(request).state.confluence.site.templates[template.id]
    return no_content()


def _written(body: dict[str, Any]) -> tuple[str, str, str]:
    """The name, the body and the description in the body of a request. Raises ApiError (400 or 501)."""
    if body.get("templateType") != "page":
        raise ApiError(400, "'templateType' must be page.")
    return member(body, "name"), written_body(member(body, "body")), body.get("description", "")


def _labels(body: dict[str, Any]) -> list[str]:
    return [label["name"] for label in body.get("labels", []) if "name" in label]


def _space_of(request: Request, body: dict[str, Any]) -> Space | None:
    return _space(request, body.get("space", {}).get("key"))


def _space(request: Request, key: str | None) -> Space | None:
    """The space of a key, None without one. Raises ApiError (404)."""
    return space_by_key(request, key) if key else None


def _template(request: Request, template_id: str) -> Template:
    """The template of an id. Raises ApiError (404)."""
    found = Call.of(request).state.confluence.site.templates.get(template_id)
    if found is None:
        raise ApiError(404, f"No template found with id : {template_id}")
    return found


def _bean(request: Request, template: Template) -> Bean:
    expand, call = Expand.of(request, _EXPAND), Call.of(request)
    own = {"space": space_bean(call, template.space)} if template.space else {}
    shown = {"body": body_bean(template.body, "storage")} if expand.has("body") else {}
    return {
        "templateId": template.id,
        "name": template.name,
        "description": template.description,
        "labels": [{"prefix": "global", "name": name, "id": name, "label": name} for name in template.labels],
        "templateType": "page",
        **own,
        **shown,
        "_expandable": {} if shown else {"body": ""},
        "_links": {"self": f"{call.site}/wiki/rest/api/template/{template.id}"},
    }
