"""Search by CQL, in version 1 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import Call, caller, iso_timestamp
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.cql.query import Asker, Query, parse
from token_conformance.edge.products.confluence.cql.subject import Subject, subjects
from token_conformance.edge.products.confluence.expand import CONTENT, OF_SEARCH, Expand
from token_conformance.edge.products.confluence.paths import comment_path, preview_path, web_path
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.beans import space_bean
from token_conformance.edge.products.confluence.v1.items import Placed
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Comment, Content, Space


@honours(f"{PAGING} cql excerpt includeArchivedSpaces _", expand=" ".join(OF_SEARCH))
async def search(request: Request) -> Response:
    """Search by `cql`; each result has details of the search. The tenant has no archived spaces."""
    if request.query_params.get("excerpt", "none") != "none":
        raise unmodelled("the excerpts of a search: it shows none")
    expand, found = Expand.of(request, OF_SEARCH), _query(request).find(_subjects(request))
    return page(
        request,
        found,
        lambda subject: _result(request, subject, expand),
        totalSize=len(found),
        cqlQuery=request.query_params["cql"],
        searchDuration=1,
    )


@honours(f"{PAGING} cql", expand=" ".join(CONTENT))
async def search_content(request: Request) -> Response:
    """Search by `cql`; each result is a page, a blog post, a comment or a file."""
    expand, query = Expand.of(request, CONTENT), _query(request)
    if "space" in query.types:
        raise unmodelled("what a search for content answers to a query that names spaces")
    found = [subject for subject in query.find(_subjects(request)) if subject.content is not None]
    return page(request, found, lambda subject: _content(request, subject, expand))


def _query(request: Request) -> Query:
    """The parsed query. Raises ApiError (400 or 501)."""
    state = Call.of(request).state
    asker = Asker(caller(request), state.jira.users, state.confluence.now())
    return parse(request.query_params.get("cql", ""), asker)


def _subjects(request: Request) -> list[Subject]:
    return list(subjects(Call.of(request).state.confluence))


def _content(request: Request, subject: Subject, expand: Expand) -> Bean:
    """The JSON of a page, a blog post, a comment or a file."""
    content, item = subject.content, subject.item
    if content is None or isinstance(item, Space):
        return space_bean(Call.of(request), subject.space)
    return Placed(item, content).bean(Call.of(request), expand)


def _result(request: Request, subject: Subject, expand: Expand) -> Bean:
    """A page, a blog post, a comment, a file or a space, as a result of a search."""
    kind = "space" if subject.content is None else "content"
    space = subject.space
    return {
        kind: _content(request, subject, expand.below("content")),
        "title": subject.title,
        "excerpt": "",
        "url": _path(subject),
        "resultGlobalContainer": {"title": space.name, "displayUrl": f"/spaces/{space.key}"},
        "breadcrumbs": [],
        "entityType": kind,
        "iconCssClass": f"aui-icon content-type-{subject.type}",
        "lastModified": iso_timestamp(subject.modified),
        "friendlyLastModified": f"{subject.modified:%b %d, %Y}",
        "score": 0.0,
    }


def _path(subject: Subject) -> str:
    """The path of the result in the browser."""
    content, item = subject.content, subject.item
    if content is None or isinstance(item, Space):
        return f"/spaces/{subject.space.key}"
    if isinstance(item, Comment):
        return comment_path(content, item)
    return web_path(content) if isinstance(item, Content) else preview_path(content, item)
