"""What is kept of a text that a server wrote for people: the words that such texts are made of, and no others.

A message may quote anything of a tenant: the name of a field, a title, a person. So a word stays only if it stands in
`words.txt`; what was made of names before is a reference and stays too.
"""

import json
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.cell import Product
from token_conformance.model.target import FOR_ONE_CELL
from token_conformance.model.tenant import PLACEHOLDER_TENANT
from token_conformance.recording.json_body import Body
from token_conformance.recording.placeholders import Placeholders
from token_conformance.recording.urls import words
from token_conformance.recording.values import TEXT, Values

if TYPE_CHECKING:
    from vcr.request import Request  # commands scrub without vcrpy, whose import takes 0.14 s

_REFERENCES = (*vars(PLACEHOLDER_TENANT).values(), *FOR_ONE_CELL)
_NAMES = "|".join({name for value in _REFERENCES for name in re.findall("<([a-z-]+)>", str(value))})
_TOKEN = re.compile(rf"<(?:{_NAMES}|text|(?:account|issue):\d+)>|h[1-6]\b|[A-Za-z]+|\d+|[^\x00-\x7f]+")
_STATUS = re.compile(r"[1-5]\d\d")
_RUN = re.compile(rf"{TEXT}(?:[\s\W]{{0,3}}{TEXT})+")


@cache
def _words() -> frozenset[str]:
    lines = files(__package__).joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def scrub_sentence(text: str) -> str:
    """The text with every word that is not listed replaced, and so every number that is no status."""
    return _RUN.sub(TEXT, _TOKEN.sub(_word, text))


def _word(found: re.Match[str]) -> str:
    token = found[0]
    is_kept = token[0] == "<" or token.lower() in _words() or _STATUS.fullmatch(token)
    return token if is_kept else TEXT


REQUEST_HEADERS = frozenset({"authorization", "content-type", "x-atlassian-token"})

DIAGNOSTIC_HEADERS = frozenset(
    {
        "content-type",
        "location",
        "server",
        "www-authenticate",
        "x-aaccountid",
        "x-failure-category",
        "x-seraph-loginreason",
    }
)
"""The response headers that say who the caller was taken for, and why a request was refused."""

CONTENT = b"<content>"
"""What is left of the content of a file, or of a page where JSON was expected."""

_REFUSED = 300
"""From here on, an answer's texts are messages."""


class Scrubber:
    """What the exchanges of one product pass: the hooks that vcrpy calls for a recording, and what results show."""

    def __init__(self, references: Placeholders, product: Product) -> None:
        self._references = references
        self._names = references.of(product)

    def request(self, request: "Request") -> "Request | None":
        """The request as a cassette holds it; None while a cell is only being prepared."""
        if self._references.paused:
            return None
        headers = {name.lower(): value for name, value in request.headers.items()}
        kept = {name: headers[name] for name in REQUEST_HEADERS & headers.keys()}
        if "authorization" in kept:
            kept["authorization"] = self._references.credential(kept["authorization"])
        request.headers = kept
        request.uri = self._names.url(request.uri)
        request.body = self._sent(request.body)
        return request

    def interaction(self, request: "Request", response: dict[str, Any]) -> "tuple[Request, dict[str, Any]]":
        """The exchange as a cassette holds it."""
        headers = {name.lower(): ", ".join(values) for name, values in response["headers"].items()}
        answer = Answer(request.uri, response["status"]["code"], headers, response["body"]["string"])
        scrubbed = self.answer(answer)
        headers_by_name = {name: [value] for name, value in scrubbed.headers.items()}
        return request, {**response, "headers": headers_by_name, "body": {"string": scrubbed.body}}

    def answer(self, answer: Answer) -> Answer:
        """The answer as cassettes and results hold it: only references tell of the tenant."""
        is_refused = answer.status >= _REFUSED
        values = Values(self._names, self.sentence) if is_refused else Values(self._names)
        url = self._names.url(answer.url)
        headers = {name: self._header(name, answer.headers[name], values) for name in sorted(_telling(answer))}
        return replace(answer, url=url, headers=headers, body=self._body(replace(answer, url=url), values))

    def sentence(self, text: str) -> str:
        """A text for people, without what it tells of the tenant."""
        return scrub_sentence(self._names.text(text))

    def forget(self) -> None:
        """Forget what was made for the last cell."""
        self._references.forget()

    def _sent(self, body: bytes) -> bytes:
        """A request's body: nothing but the tenant's names is anybody's own in it."""
        try:
            return self._names.text(body.decode()).encode()
        except UnicodeDecodeError:
            return body

    def _header(self, name: str, value: str, values: Values) -> str:
        """A header's value; those that are not looked at here are words of the servers' software."""
        match name:
            case "x-aaccountid":
                return values.text("accountId", unquote(value))
            case "location":
                return values.text(name, value)
            case "www-authenticate":
                return self.sentence(unquote(value))
        return value

    def _body(self, answer: Answer, values: Values) -> bytes:
        if not answer.body:
            return answer.body
        try:
            scrubbed = Body(values, _resource(answer.url)).scrub(answer.json())
        except (NotJsonError, RecursionError):
            return CONTENT if answer.is_success else self.sentence(answer.text).encode()
        return json.dumps(scrubbed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _telling(answer: Answer) -> set[str]:
    return set(DIAGNOSTIC_HEADERS & answer.headers.keys())


def _resource(url: str) -> str:
    """The last word of a URL's path that is no parameter."""
    return next((part for part in reversed(urlsplit(url).path.split("/")) if part in words() and part), "")
