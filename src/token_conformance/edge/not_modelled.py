"""The answer where the model does not know what Atlassian answers: 501 in plain words, never in Atlassian's voice."""

from starlette.responses import Response

from token_conformance.model.tenant import LOCAL_MODEL


def not_modelled(sentence: str) -> Response:
    """Not an answer of Atlassian: one sentence that says what the local model does not know."""
    return Response(f"{sentence}\n", 501, {"content-type": "text/plain;charset=UTF-8", **LOCAL_MODEL})
