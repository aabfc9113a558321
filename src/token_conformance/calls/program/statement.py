"""Finds the method that a program says beside the address of a call: by a function's name, an argument, or a builder.

It knows no language: it looks at the brackets around the address. What it cannot tell, it does not say.
"""

import re
from collections.abc import Iterable, Iterator

from token_conformance.calls.program.address import Address
from token_conformance.calls.program.code import Bracket, Code, code_of
from token_conformance.calls.program.set_later import ARGUMENT, NOT_SHOWN, method_of, steps_later
from token_conformance.catalogue.answer_credential import ANY_METHOD, METHODS
from token_conformance.errors import UserError

_FUNCTION = re.compile(
    rf"(?:\w*_)?(?P<method>{ANY_METHOD})"
    r"(?:_?(?:async|json|text|string|bytes|request|as_?\w+|for_?\w+|from_?\w+|string_?async|stream_?async|byte_?array_?async))?",
    re.IGNORECASE,
)
"""A function whose name says the method, such as `get`, `PostAsync` and `wp_remote_get`."""

_TYPE = re.compile(
    rf"(?:.*\W)?(?:Net::HTTP::(?P<ruby>{ANY_METHOD})(?:::\w+)?\.new|Http(?P<java>{ANY_METHOD}))", re.IGNORECASE
)
"""A class whose name says the method, such as `Net::HTTP::Post.new` and `HttpPost`."""

_NAMED_METHOD = re.compile(
    r"(?<![\w$.-])[\"':]?(?:method|verb|type(?=[\"']?\s*(?::|=>|=)\s*"
    rf"[\"'](?:{ANY_METHOD})[\"']))[\"']?\s*(?::|=>|=(?!=))\s*(?P<value>[^\s,;}})\]]+)",
    re.IGNORECASE,
)
"""A method that is said by name, such as `method: "POST"`, `'method' => 'POST'` and `Method = HttpMethod.Post`."""

_CONTENT = re.compile(r"\b(?:json|data|body|payload|fields)[\"']?\s*(?:=>|=|:)\s*\Z")
"""What is before the content of a request, which can have a method of its own."""

_LONGEST_KEY = 20
_TAKES_METHOD = re.compile(
    r"(?:\w*new_?request\w*|httprequestmessage|request|run_?request|execute|send|open|restrequest)", re.IGNORECASE
)
"""Functions that take the method as an argument."""

_NEW_REQUEST = re.compile(r"(?:.*\W)?\w*Request(?:::|->|\.)new", re.IGNORECASE)
_ARROW = re.compile(rf"(?P<before>{ANY_METHOD})\s*=>")
"""A method before the address, as in `HTTP::Request->new(PUT => $url)`."""

_WRAPPERS = re.compile(
    r"(?:(?:.*\W)?(?:URI|URL|HttpUrl|Addressable::URI|Uri|url)\W+(?:create|parse|get|of|from|https?)|(?:.*\W)?(?:uri|url|str|string|encodeuri"
    r"|urljoin|sprintf|format|valueof|tohttpurl|parse))",
    re.IGNORECASE,
)
"""Functions that only make an address."""

_ADDRESS = frozenset(("url", "uri", "newbuilder", "seturi", "setrequesturi", "target", "connect"))
"""The functions of a builder that take the address."""

_BUILDERS = frozenset(("builder", "newbuilder"))
_OPENS = frozenset(
    ("fetch", "axios", "urlopen", "ajax", "got", "ky", "requestjira", "requestconfluence", "file_get_contents")
)
"""Functions that send a GET unless something else is said."""

_STORES = re.compile(
    r"(?:.*\W)?\$?_?(?:\w*(?:cache|config|settings|storage|headers?|params|properties|redis|dict|map|env)|options|cookies)",
    re.IGNORECASE,
)
"""Names of what keeps values, whose `get` and `put` send nothing."""

_CONTEXT = re.compile(r"(?:[\w.]*\b)?(?:ctx|context|self|session|client|t)(?:\.Background\(\))?", re.IGNORECASE)
"""An argument that can be before the address."""

_KEY = re.compile(r"[\"':]?\b(?:url|uri|requesturi)[\"']?\s*(?::|=>|=)\s*[\w$@.()\s]*\Z", re.IGNORECASE)
BODY = re.compile(
    r"\b(?:data|json|body|payload|files)\b\s*[:=]|\bbody\b|-Body\b|--post-(?:data|file)|--body-(?:data|file)"
)
"""A body, with which no request is a GET."""

METHOD_VARIABLE = re.compile(
    r"(?<![\w$-])[\"']?method[\"']?\s*[:=,}]|-(?:Custom)?Method\s|--method|-X\s|\s@\w+", re.IGNORECASE
)
"""A method whose value is not shown."""

_VARIABLE = re.compile(r"[A-Za-z_$][\w.$]*")


def methods_at(text: str, addresses: Iterable[Address]) -> set[tuple[str, str]]:
    """The methods that the text says for its addresses, each with the address.

    Raises UserError, which quotes nothing, if a call has a method that its text does not show.
    """
    code = code_of(text)
    return {(method, one.url) for one in addresses for method in _methods(code, one)}


def _methods(code: Code, address: Address) -> set[str]:
    """The methods that the calls around an address say: of the innermost one that says any."""
    inner = len(code.text[: address.begin].rstrip("fFrRbBuU$@"))
    is_direct = is_alone = True
    for bracket in code.around(address.begin):
        if bracket.sign != "(" or not bracket.name:
            keyed = _KEY.search(code.text[:inner])
            is_direct = is_direct and keyed is not None
            if is_direct and (found := _named(code, bracket)):
                return found
            continue
        if is_direct and (found := _of_call(code, bracket, inner)):
            return found
        if is_direct and is_alone and bracket.word.lower() in _OPENS:
            return _of_opening(code, bracket, inner)
        is_wrapper = _WRAPPERS.fullmatch(bracket.name) is not None
        if not is_wrapper and not _is_first(code, bracket, inner):
            return set()
        inner, is_alone = bracket.start, is_alone and is_wrapper
    return set()


def _of_call(code: Code, bracket: Bracket, inner: int) -> set[str]:
    """The methods that one call says; raises UserError if it has one that is not shown."""
    if bracket.word.lower() in _OPENS:
        return _named(code, bracket) or _without_spread(code, bracket)
    if typed := _TYPE.fullmatch(bracket.name):
        is_made = typed["ruby"] or re.search(r"\bnew\s+\Z", code.bare[: bracket.start])
        return {method_of(typed)} if is_made else set()
    named = _named(code, bracket)
    if bracket.word.lower() in _ADDRESS and (chained := _of_chain(code, bracket)):
        return chained | named
    if function := _FUNCTION.fullmatch(bracket.word):
        return _of_function(code, bracket, inner, function["method"].upper()) | named
    given = {method_of(found) for _, one in code.arguments(bracket) if (found := _given(one))}
    if _TAKES_METHOD.fullmatch(bracket.word) or _NEW_REQUEST.fullmatch(bracket.name):
        is_left_out = any(one in {'""', "''"} for _, one in code.arguments(bracket))
        if not (given | named or is_left_out or _is_first(code, bracket, inner)):
            raise UserError(NOT_SHOWN)
        return given | named
    return named


def _given(argument: str) -> re.Match[str] | None:
    """The method that an argument is, or that an arrow is behind."""
    return ARGUMENT.fullmatch(argument) or _ARROW.match(argument)


def _of_opening(code: Code, bracket: Bracket, inner: int) -> set[str]:
    """GET, if nothing that a function is called with beside the address can say another method."""
    end = bracket.end if bracket.end >= 0 else len(code.text)
    can_differ = METHOD_VARIABLE.search(code.text, bracket.begin, end) or BODY.search(code.text, bracket.begin, end)
    has_variable = any(place > inner and _VARIABLE.fullmatch(one) for place, one in code.arguments(bracket))
    return set() if can_differ or has_variable else {"GET"}


def _of_function(code: Code, bracket: Bracket, inner: int, method: str) -> set[str]:
    """The method of a function's name, if the address is what it is called with."""
    receiver = bracket.name[: -len(bracket.word)].rstrip(".:>?- \n")
    if _STORES.fullmatch(receiver):
        return set()
    before = [one for place, one in code.arguments(bracket) if place < inner][:-1]
    is_called_with = all(_CONTEXT.fullmatch(one) for one in before)
    return {method} if is_called_with or _KEY.search(code.text[bracket.begin + 1 : inner]) else set()


def _is_first(code: Code, bracket: Bracket, inner: int) -> bool:
    """Whether the address is in the first argument of a call."""
    places = [place for place, _ in code.arguments(bracket)]
    return len(places) == 1 or inner < places[1]


def _named(code: Code, bracket: Bracket) -> set[str]:
    """The methods that are said by name in a call or in the block after it; raises UserError for a variable."""
    end = bracket.end if bracket.end >= 0 else len(code.text)
    found = set[str]()
    for one in _NAMED_METHOD.finditer(code.text, bracket.begin + 1, end):
        value = ARGUMENT.fullmatch(one["value"])
        if not _is_option(code, bracket, one.start("value")):
            continue
        if value is None:
            raise UserError(NOT_SHOWN)
        found.add(method_of(value))
    return found


def _is_option(code: Code, bracket: Bracket, place: int) -> bool:
    """Whether a value is an argument of a call, or in an object that is one; what is deeper is content."""
    if code.bare[place - 1] == "_":
        return False
    inner, *outer = code.around(place)
    if _CONTENT.search(code.bare[max(0, inner.begin - _LONGEST_KEY) : inner.begin]):
        return False
    is_object = inner.sign != "(" or inner.word.lower() in {"array", "dict"}
    return inner == bracket or (is_object and outer[:1] == [bracket])


def _without_spread(code: Code, bracket: Bracket) -> set[str]:
    """Nothing; raises UserError if the options of a call have others spread into them, which may hold the method."""
    for begin, argument in code.arguments(bracket):
        inside = code.bare[begin + 1 : begin + 1 + len(argument)]
        if "..." in re.sub(r"\{[^{}]*\}", "", inside.rstrip("} ")):
            raise UserError(NOT_SHOWN)
    return set()


def _of_chain(code: Code, bracket: Bracket) -> set[str]:
    """The methods that the other calls of a builder say; raises UserError if it can have another one than is shown."""
    chain = code.chain(bracket)
    found = set(_said(code, chain))
    is_builder = any(one.word.lower() in _BUILDERS for one in chain)
    if found or not is_builder:
        return found
    if later := steps_later(code, chain[0].start):
        return later
    if chain[-1].end >= 0 and any(one.word == "build" for one in chain):
        return {"GET"}
    raise UserError(NOT_SHOWN)


def _said(code: Code, chain: list[Bracket]) -> Iterator[str]:
    for one in chain:
        if one.word.upper() in METHODS:
            yield one.word.upper()
        elif one.word.lower() == "method":
            found = ARGUMENT.fullmatch(next(code.arguments(one))[1])
            if found is None:
                raise UserError(NOT_SHOWN)
            yield method_of(found)
