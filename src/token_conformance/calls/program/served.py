"""Tells addresses that a program serves itself from those that it calls: routes of a server, and answers of a mock.

A name that a text makes a server or a mock is one; so is a common name of one, a request handler, or a prepared answer.
"""

import re
from collections.abc import Iterator, Sequence

from token_conformance.calls.program.code import Bracket, Code
from token_conformance.errors import UserError

SERVED = (
    "the address is a route of a server or an answer of a mock, and no call; write the call as 'POST /rest/api/3/issue'"
)

_MAKERS = (
    r"express(?:\.Router)?|Router|FastAPI|APIRouter|Flask|Blueprint|Bottle|Sanic|Starlette|Quart|[Ff]astify|Koa|Hono|NewServeMux"
    r"|NewRouter|gin\.(?:Default|New)|echo\.New|fiber\.New|nock|MockAdapter|setupServer|WireMockServer|RequestsMock|Mocker"
    r"|aioresponses|MockRouter|HTTPServer|WebApplication\.CreateBuilder|MockHttpMessageHandler|ClientAndServer"
)
_MAKER = re.compile(rf"\b(?:{_MAKERS})(?:<\w*>)?\(")
_MADE = re.compile(
    rf"(?:(?P<name>[A-Za-z_$]\w*)\s*(?::\s*[\w.]+\s*)?:?=\s*(?:await\s+|new\s+)*(?:[\w.]+[.:])?(?:{_MAKERS})"
    rf"(?:<\w*>)?\(|\bwith\s+(?:[\w.]+\.)?(?:{_MAKERS})\([^()\n]*\)\s+as\s+(?P<named>\w+))"
)
"""A variable that holds a server or a mock."""

_DECORATES = re.compile(
    r"^[ \t]*@(?:\w+\.)*(?P<name>\w+)\.(?:get|post|put|patch|delete|head|options|route|api_route)"
    r"\([^()]*(?:\([^()]*\)[^()]*)*\)[ \t]*\n(?:[ \t]*@[^\n]*\n)*[ \t]*(?:async[ \t]+)?(?:def|class)\b",
    re.MULTILINE,
)
"""A variable whose functions decorate others."""

_SERVERS = re.compile(
    r"app|router?|blueprint|bp|fastify|mux|\w*mock\w*|stub\w*|responses|rsps|respx|httpserver|httpretty|nock|msw|gock",
    re.IGNORECASE,
)
"""The usual names of servers and mocks."""

_SERVES = re.compile(
    r"handle|handlefunc|route|add_route|add_url_rule|api_route|register_?uri|register_?responder|stub_request|stubfor|intercept"
    r"|map(?:get|post|put|patch|delete)|url(?:path)?(?:equalto|matching)\w*|\w+requestedfor|expect_\w*request|with_?request|nock|when"
    r"|(?:when|expect|on)_?(?:get|post|put|patch|delete|any|request)",
    re.IGNORECASE,
)
"""Functions that give an address to a server or a mock."""

_ANSWERS = re.compile(
    r"reply(?:with\w*|once)?|willreturn|respond(?:_?with\w*)?|to_return|thenreturn|andreturn|mock|intercept|returns|methods",
    re.IGNORECASE,
)
"""Steps after an address that prepare its answer, or say which methods a route has."""

_FUNCTION_OF = r"(?:async\s+)?(?:function\b\s*\w*\s*|func\s*)?\(?\s*"
_ENDS = r"\b[^=(){]{0,80}(?:\([^()]*\))?[^=(){]{0,80}\)?\s*(?::\s*\w+\s*)?(?:=>|\{)"
_HANDLER = re.compile(rf"{_FUNCTION_OF}(?:\{{[^{{}}]*\brequest\b[^{{}}]*\}}\s*\)?\s*=>|(?:_?req(?:uest)?|w){_ENDS})")
"""A function that is given a request."""

_SHORT_HANDLER = re.compile(rf"{_FUNCTION_OF}(?:ctx|context|c|_){_ENDS}")
"""A function that is given something that can be a request, if nothing else is between it and the address."""

_RESPONSE = re.compile(r"\s*(?:HttpResponse\.\w+\(|new\s+HttpResponse\b|res\()")
_WITHOUT_REQUEST = re.compile(r"(?:async\s+)?\(\s*\)\s*=>")
_FUNCTION = re.compile(r"=>|\blambda\b|\bfunction\b|\bfunc\b|->\s|\bfn\b")
_BODY_BEFORE = re.compile(r"(?:[>)\w]|\|)\s*\Z")
_METHOD_WORDS = {"get", "post", "put", "patch", "delete", "head", "options"}
_BLOCK = re.compile(r"\)?\s*(?:\{(?=[^{}]*\bcall\.(?:respond|receive))|do\b(?!\s*\|\s*re[qs]))")
_ATTRIBUTE = re.compile(r"#\[\s*\Z")


class ServedError(UserError):
    """An address that the program does not call."""


def servers_of(text: str) -> frozenset[str]:
    """The variables of a text that hold a server or a mock."""
    has_maker = _MAKER.search(text) is not None  # this is fast, and there is none in most texts
    made = {found["name"] or found["named"] for found in _MADE.finditer(text)} if has_maker else set()
    return frozenset(made | {found["name"] for found in _DECORATES.finditer(text)})


def is_served(code: Code, place: int, servers: frozenset[str] = frozenset()) -> bool:
    """Whether the address at a place is given to a server or a mock; `servers` are variables that hold one."""
    return any(_serves(code, bracket, place, servers) for bracket in _given_to(code, place))


def _given_to(code: Code, place: int) -> Iterator[Bracket]:
    """The calls that an address is an argument of, up to the function that it is in the body of."""
    inner = place
    for bracket in code.around(place):
        if bracket.sign == "{" and _BODY_BEFORE.search(code.bare[max(0, bracket.begin - 3) : bracket.begin]):
            return
        if bracket.sign == "(" and bracket.name:
            begin = max(one for one, _ in code.arguments(bracket) if one <= inner)
            if _FUNCTION.search(code.bare[begin:inner]):
                return
            yield bracket
        inner = bracket.begin


def _serves(code: Code, bracket: Bracket, place: int, servers: frozenset[str]) -> bool:
    """Whether a call gives an address to a server or a mock."""
    receivers = re.split(r"[^\w$]+", bracket.name)[:-1]
    before = code.bare[: bracket.start].rstrip(" ")
    if before.endswith("@") and not receivers and bracket.word in {"Get", "Post", "Put", "Patch", "Delete"}:
        return True
    if _ATTRIBUTE.search(before) or _SERVES.fullmatch(bracket.word):
        return True
    if any(one in servers or _SERVERS.fullmatch(one) for one in receivers):
        return True
    if _is_prepared(code.chain(bracket), bracket) or _has_handler(code, bracket, place):
        return True
    return not receivers and _is_block(code, bracket)


def _is_prepared(chain: Sequence[Bracket], bracket: Bracket) -> bool:
    """Whether a step before a call makes a mock, or one after it prepares the answer."""
    at = chain.index(bracket)
    is_of_mock = any(_SERVES.fullmatch(one.word) for one in chain[:at])
    return is_of_mock or any(_ANSWERS.fullmatch(one.word) for one in chain[at:])


def _has_handler(code: Code, bracket: Bracket, place: int) -> bool:
    """Whether a function that is given a request, or makes an answer, is after the address."""
    for number, (begin, argument) in enumerate(code.arguments(bracket)):
        if begin > place and (_HANDLER.match(argument) or (number == 1 and _SHORT_HANDLER.match(argument))):
            return True
        if begin > place and (found := _WITHOUT_REQUEST.match(argument)) and _RESPONSE.match(argument, found.end()):
            return True
    return False


def _is_block(code: Code, bracket: Bracket) -> bool:
    """Whether a block that answers follows a bare `get("...")`, as servers of Kotlin and Ruby are written."""
    is_method = bracket.word.lower() in _METHOD_WORDS
    return is_method and bracket.end >= 0 and _BLOCK.match(code.text, bracket.end) is not None
