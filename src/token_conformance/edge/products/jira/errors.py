"""Jira's answers that are no resource: its JSON shape of an error, and the words it hides a thing behind."""

from collections.abc import Mapping

from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Refusal


class InvalidFields(Refusal):
    """The request's fields cannot be taken; says of each, by its name, what is wrong."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(400)
        self.errors = dict(errors)


def refuse(refusal: Refusal) -> Response:
    """Answer a refusal as Jira does: messages for the request as a whole, errors for its fields."""
    messages = [refusal.message] if refusal.message else []
    fields = refusal.errors if isinstance(refusal, InvalidFields) else {}
    return JSONResponse({"errorMessages": messages, "errors": fields}, refusal.status)


def hidden(thing: str) -> Refusal:
    """The 404 that does not tell a thing that is missing from one that the caller may not see."""
    return Refusal(404, f"{thing} does not exist or you do not have permission to see it.")


def no_content() -> Response:
    """The answer of a change that has nothing to show."""
    return Response(status_code=204)
