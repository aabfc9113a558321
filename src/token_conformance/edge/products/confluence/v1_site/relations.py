"""Relations between users, contents and spaces, in version 1 of Confluence's API, such as somebody's favourites."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, caller, iso_timestamp, no_content
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.expand import Expand
from token_conformance.edge.products.confluence.v1.answers import PAGING, page, single
from token_conformance.edge.products.confluence.v1.beans import content_bean, space_bean
from token_conformance.edge.products.confluence.v1.items import space_by_key
from token_conformance.edge.products.confluence.v1.parts import user_bean
from token_conformance.edge.products.confluence.v1_people.users import known_user
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_site import Relation

_EXPAND = ("relationData", "source", "target")
_FAVOURITE = "favourite"

Thing = tuple[str, str]


@honours(expand=" ".join(_EXPAND))
async def get_relation(request: Request) -> Response:
    """Get a relation between two things."""
    return single(request, _bean(request, _found(request)))


@honours()
async def create_relation(request: Request) -> Response:
    """Give one thing a relation to another."""
    relation, confluence = _in_path(request), Call.of(request).state.confluence
    if relation.name == _FAVOURITE and (relation.source[0] != "user" or relation.target[0] == "user"):
        raise ApiError(400, "A favourite is a relation from a user to a content or a space.")
    confluence.site.relations.setdefault(relation, (caller(request), confluence.now()))
    return single(request, _bean(request, relation))


@honours()
async def delete_relation(request: Request) -> Response:
    """End a relation, which need not exist."""
    Call.of(request).state.confluence.site.relations.pop(_in_path(request), None)
    return no_content()


@honours(PAGING, expand=" ".join(_EXPAND))
async def list_targets(request: Request) -> Response:
    """List the relations of a name from a thing to things of a type."""
    source, kind = _thing(request, "source"), _type(request, "target")
    return _list(request, lambda relation: relation.source == source and relation.target[0] == kind)


@honours(PAGING, expand=" ".join(_EXPAND))
async def list_sources(request: Request) -> Response:
    """List the relations of a name from things of a type to a thing."""
    target, kind = _thing(request, "target"), _type(request, "source")
    return _list(request, lambda relation: relation.target == target and relation.source[0] == kind)


def _list(request: Request, is_wanted: Callable[[Relation], bool]) -> Response:
    """The relations of the name in the path; Confluence does not list favourites (a public suite of live tests)."""
    name = request.path_params["relationName"]
    if name == _FAVOURITE:
        raise unmodelled("a list of favourites, which Confluence does not implement")
    kept = Call.of(request).state.confluence.site.relations
    found = [relation for relation in kept if relation.name == name and is_wanted(relation)]
    return page(request, found, lambda relation: _bean(request, relation), key=str)


def _found(request: Request) -> Relation:
    relation = _in_path(request)
    if relation not in Call.of(request).state.confluence.site.relations:
        raise ApiError(404, "No such relationship")
    return relation


def _in_path(request: Request) -> Relation:
    """The relation in the path, which need not exist. Raises ApiError (400 or 404) for what it is between."""
    return Relation(request.path_params["relationName"], _thing(request, "source"), _thing(request, "target"))


def _type(request: Request, end: str) -> str:
    kind: str = request.path_params[f"{end}Type"]
    if kind not in {"user", "content", "space"}:
        raise ApiError(400, f"The type '{kind}' is not one of user, content, space.")
    return kind


def _thing(request: Request, end: str) -> Thing:
    """The thing at one end of the relation. Raises ApiError (400 or 404)."""
    kind, key = _type(request, end), request.path_params[f"{end}Key"]
    if kind == "user":
        return kind, known_user(request, caller(request) if key == "current" else key)
    if kind == "space":
        return kind, space_by_key(request, key).key
    if key not in Call.of(request).state.confluence.contents:
        raise ApiError(404, f"No content found with id : {key}")
    return kind, key


def _bean(request: Request, relation: Relation) -> Bean:
    """A relation; its target is not shown for a favourite (as a public suite of live tests found)."""
    expand, call = Expand.of(request, _EXPAND), Call.of(request)
    author, created = call.state.confluence.site.relations[relation]
    parts: dict[str, Callable[[], Bean]] = {
        "relationData": lambda: {"createdBy": user_bean(call, author), "createdDate": iso_timestamp(created)},
        "source": lambda: _thing_bean(call, relation.source),
        "target": lambda: _thing_bean(call, relation.target),
    }
    hidden = {"target"} if relation.name == _FAVOURITE else set()
    shown = {name: part() for name, part in parts.items() if expand.has(name) and name not in hidden}
    paths = {"relationData": "", "source": _path(relation.source), "target": _path(relation.target)}
    ends = f"from/{'/'.join(relation.source)}/to/{'/'.join(relation.target)}"
    return {
        "name": relation.name,
        **shown,
        "_expandable": {name: path for name, path in paths.items() if name not in shown},
        "_links": {"self": f"{call.site}/wiki/rest/api/relation/{relation.name}/{ends}"},
    }


def _thing_bean(call: Call, thing: Thing) -> Bean:
    kind, key = thing
    if kind == "user":
        return user_bean(call, key)
    confluence = call.state.confluence
    found = confluence.space_by_key(key)
    return space_bean(call, found) if kind == "space" and found else content_bean(call, confluence.contents[key])


def _path(thing: Thing) -> str:
    kind, key = thing
    return f"/rest/api/user?accountId={key}" if kind == "user" else f"/rest/api/{kind}/{key}"
