"""Scrubs exchanges and texts: nothing that a cassette or a result has of them identifies the tenant.

The message of a server may quote anything of a tenant: the name of a field, a title, a person. So only the words in
`words.txt` are kept of it, and the placeholders that have replaced names before. An address, an id, a credential or a
URL in it is replaced as a whole, also if each of its parts is such a word.
"""

import json
import re
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from token_conformance.model.answer import LOCAL_MODEL, Answer, NotJsonError
from token_conformance.model.cell import Product
from token_conformance.model.target import FOR_ONE_CELL
from token_conformance.model.tenant import PLACEHOLDER_TENANT
from token_conformance.model.url import GATEWAY_HOST
from token_conformance.recording.json_body import Body
from token_conformance.recording.placeholders import Placeholders
from token_conformance.recording.urls import words
from token_conformance.recording.values import TEXT, Values
from token_conformance.redaction.leaks.scan import scan_text

if TYPE_CHECKING:
    from vcr.request import Request  # commands scrub without vcrpy, whose import takes 0.14 s

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
"""The response headers that say as whom the caller was authenticated, and why a request was refused."""

RECORDED_HEADERS = DIAGNOSTIC_HEADERS | LOCAL_MODEL.keys()
"""The response headers of a recording: also the one by which the edge says that it does not know an answer."""

CONTENT = b"<content>"
"""The placeholder of the content of a file, or of a page where JSON was expected."""

_REFUSED = 300
"""From this status on, the texts of an answer are messages."""

_SHORT = 1_000
"""The most characters of a text that is kept with what is left of it: the next answer may have the same text."""

_PLACEHOLDERS = (*vars(PLACEHOLDER_TENANT).values(), *FOR_ONE_CELL)
_NAMES = "|".join({name for value in _PLACEHOLDERS for name in re.findall("<([a-z-]+)>", str(value))})
_TOKEN = re.compile(rf"<(?:{_NAMES}|text|(?:account|issue):\d+)>|h[1-6]\b|[A-Za-z]+|\d+|[^\x00-\x7f]+")
_STATUS = re.compile(r"[1-5]\d\d")
_OWN_HOSTS = frozenset({PLACEHOLDER_TENANT.site_host, GATEWAY_HOST})
_URL = re.compile(r"[a-z][a-z0-9+.-]{1,19}://([^\s\"'<>/?#]*)[^\s\"'<>]*", re.IGNORECASE)
_IN_ADDRESS = r"[^\s\"'<>()\[\],;:]"
_AT = r"(?:@|%40|&#(?:64|x40);|\s?[(\[]at[)\]]\s?)"
_ADDRESS = re.compile(f"(?<!{_IN_ADDRESS}){_IN_ADDRESS}+{_AT}{_IN_ADDRESS}+", re.IGNORECASE)
_NOWHERE = Path()
_SITE = re.compile(r"(?<![\w-])[\w-]{1,63}\.(?:atlassian(?:-[a-z-]{2,12})?\.net|jira\.com)\b", re.IGNORECASE)
_OPAQUE = re.compile(r"(?<![\w+=-])(?=[A-Za-z_+=-]*\d)(?=[\d_+=-]*[A-Za-z])[\w+=-]{20,}", re.ASCII)
"""A long run of letters and digits, as a credential of an unknown shape has."""

_CONTENT_TYPE = re.compile(
    r"(?:application/(?:json|(?:problem|vnd\.api)\+json|octet-stream|pdf|xml|javascript)|image/(?:gif|jpeg|png|svg\+xml)"
    r"|multipart/form-data|text/(?:css|csv|html|javascript|plain|xml))"
    r"(?:;\s?charset=\"?(?:utf-8|us-ascii|iso-8859-1)\"?)?",
    re.IGNORECASE,
)
"""The media types and character sets that are recorded."""

_RUN = re.compile(rf"{TEXT}(?:[\s\W]{{0,3}}{TEXT})+")


class Scrubber:
    """Scrubs the exchanges of one product, in the hooks that vcrpy calls for a recording, and the texts of results."""

    def __init__(self, placeholders: Placeholders, product: Product) -> None:
        self._placeholders = placeholders
        self._names = placeholders.of(product)

    def request(self, request: "Request") -> "Request | None":
        """The request as it is written to a cassette; None while a cell is only being prepared."""
        if self._placeholders.paused:
            return None
        headers = {name.lower(): value for name, value in request.headers.items()}
        recorded = {name: headers[name] for name in REQUEST_HEADERS & headers.keys()}
        if "authorization" in recorded:
            recorded["authorization"] = self._placeholders.credential(recorded["authorization"])
        request.headers = recorded
        request.uri = self._names.url(request.uri)
        request.body = self._request_body(request.body)
        return request

    def interaction(self, request: "Request", response: dict[str, Any]) -> "tuple[Request, dict[str, Any]]":
        """The exchange as it is written to a cassette."""
        headers = {name.lower(): ", ".join(values) for name, values in response["headers"].items()}
        answer = Answer(request.uri, response["status"]["code"], headers, response["body"]["string"])
        scrubbed = self.answer(answer)
        headers_by_name = {name: [value] for name, value in scrubbed.headers.items()}
        status = response["status"]
        if "message" in status:
            status = {**status, "message": self._constant(status["message"])}
        return request, {**response, "status": status, "headers": headers_by_name, "body": {"string": scrubbed.body}}

    def answer(self, answer: Answer) -> Answer:
        """The answer as cassettes and results have it: with placeholders instead of everything of the tenant."""
        is_refused = answer.status >= _REFUSED
        values = Values(self._names, self.sentence) if is_refused else Values(self._names)
        url = self._names.url(answer.url)
        headers = {name: self._header(name, answer.headers[name], values) for name in sorted(_diagnostic(answer))}
        return replace(answer, url=url, headers=headers, body=self._body(replace(answer, url=url), values))

    def words_of_model(self, answer: Answer) -> Answer:
        """What the edge says of a call that it does not know: in its own words, with the tenant's names replaced."""
        body = self._names.text(answer.text).encode()
        return replace(answer, url=self._names.url(answer.url), headers=LOCAL_MODEL, body=body)

    def sentence(self, text: str) -> str:
        """A text for people, with the tenant's names and unlisted words replaced."""
        named = self._names.text(text)
        return _known_sentence(named) if len(named) <= _SHORT else scrub_sentence(named)

    def forget(self) -> None:
        """Remove the placeholders of the things that were created for the last cell."""
        self._placeholders.forget()

    def _request_body(self, body: bytes) -> bytes:
        """The body of a request, in which only the tenant's names have to be replaced."""
        try:
            return self._names.text(body.decode()).encode()
        except UnicodeDecodeError:
            return body

    def _header(self, name: str, value: str, values: Values) -> str:
        """The value of a header; one of the servers' software is a constant, and anything else in it is replaced."""
        match name:
            case "x-aaccountid":
                return values.text("accountId", unquote(value))
            case "location":
                return values.text(name, value)
            case "www-authenticate":
                return self.sentence(unquote(value))
            case "content-type":
                return value if _CONTENT_TYPE.fullmatch(value) else TEXT
            case name if LOCAL_MODEL.get(name) == value:
                return value
        constant: str = self._constant(value)
        return constant

    def _constant(self, value: str) -> str:
        """A text of the servers' software, as it is if it has only listed words, and else a placeholder."""
        return value if self.sentence(value) == value else TEXT

    def _body(self, answer: Answer, values: Values) -> bytes:
        if not answer.body:
            return answer.body
        try:
            scrubbed = Body(values, _resource(answer.url)).scrub(answer.json())
        except (NotJsonError, RecursionError):
            return CONTENT if answer.is_success else self.sentence(answer.text).encode()
        return json.dumps(scrubbed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@lru_cache(maxsize=256)
def _known_sentence(text: str) -> str:
    """A scrubbed sentence. Servers have few of them, and one cell after the other gets the same."""
    return scrub_sentence(text)


def scrub_sentence(text: str) -> str:
    """The text with every address, id and credential replaced, every unlisted word, and every number but a status."""
    return _RUN.sub(TEXT, _TOKEN.sub(_word, _without_kinds(text)))


def _without_kinds(text: str) -> str:
    """The text with each value of a known kind replaced, except the hosts that placeholders have."""
    text = _URL.sub(lambda found: found[0] if found[1].lower() in _OWN_HOSTS else TEXT, text)
    text = _ADDRESS.sub(TEXT, text)
    text = _SITE.sub(lambda found: found[0] if found[0].lower() in _OWN_HOSTS else TEXT, text)
    values = {finding.value for finding in scan_text(text, _NOWHERE)}
    if any(value not in text for value in values):  # it is encoded, so the place of it is not known
        return TEXT
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, TEXT)
    return _OPAQUE.sub(TEXT, text)


def _word(found: re.Match[str]) -> str:
    token = found[0]
    is_kept = token[0] == "<" or token.lower() in _words() or _STATUS.fullmatch(token)
    return token if is_kept else TEXT


@cache
def _words() -> frozenset[str]:
    lines = files(__package__).joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _diagnostic(answer: Answer) -> set[str]:
    return set(RECORDED_HEADERS & answer.headers.keys())


def _resource(url: str) -> str:
    """The last part of a URL's path that is a word of the published paths."""
    return next((part for part in reversed(urlsplit(url).path.split("/")) if part in words() and part), "")
