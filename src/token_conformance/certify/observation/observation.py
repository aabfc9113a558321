"""An observation of a subject in a scenario: its requests and its output, without any judgement.

Every finding is a pure function of observations, so that anybody who has the files can derive it again.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from token_conformance.certify.scenarios.scenario import Given
from token_conformance.certify.subject.subject import Holder
from token_conformance.edge.server import untunnelled
from token_conformance.model.cell import Credential, UrlForm


class Place(StrEnum):
    """The part of a request in which a token was found, in plain, URL-encoded or Base64 form."""

    HEADER = "header"
    """The `Authorization` header, where it belongs."""
    URL = "url"
    BODY = "body"
    COOKIE = "cookie"
    REFERER = "referer"
    OTHER_HEADER = "other header"


@dataclass(frozen=True)
class WireRequest:
    """A request that reached the edge or its proxy, for any host.

    `started` and `ended` are seconds since the scenario's start; `ended` and `status` are None if there was no answer.
    `credential` is the kind of credential that the edge recognized. `places` are all places where a token of the
    scenario was found. Tokens in `path`, `query` and `location` (of the answer) are masked. `not_modelled` is the
    sentence of the local model if it does not know the answer (501); empty for every other answer, also for a 501 that
    a scenario causes.
    """

    started: float
    ended: float | None
    scheme: str
    host: str
    method: str
    path: str
    query: str
    credential: Credential
    places: tuple[Place, ...]
    status: int | None
    location: str = ""
    not_modelled: str = ""

    @property
    def came_through(self) -> bool:
        """Whether it reached the edge by a way that shows what the client does; without a tunnel, it did not."""
        return self.not_modelled != untunnelled.SENTENCE


class Ended(StrEnum):
    """How the process of an action ended."""

    EXITED = "exited"
    TIMED_OUT = "timed out"
    TOO_MUCH_OUTPUT = "too much output"
    NOT_STARTED = "not started"
    MANUAL = "manual"
    """A person used the product; `succeeded` is the person's answer."""


class Unmade(StrEnum):
    """What replaces the key or id of a new thing in `must_show` if there is no such thing: no product shows it."""

    NOTHING = "(nothing was made)"
    OTHER = "(nothing with the title that was asked for was made)"
    SEVERAL = "(more than one thing was made)"


def shows(output: str, text: str) -> bool:
    """Whether an output has a text, not as a part of a longer number: `SOFT-1` is not shown by `SOFT-12`."""
    before, after = (r"(?<!\d)" if text[:1].isdigit() else ""), (r"(?!\d)" if text[-1:].isdigit() else "")
    return bool(re.search(f"{before}{re.escape(text)}{after}", output))


@dataclass(frozen=True)
class ActionRun:
    """One action of a subject, as its user saw it.

    `command` has placeholders in place of secrets. In the output, tokens are replaced by `<token>`, `<base64 of the
    credential>` or `<URL-encoded token>`, and bytes that are not UTF-8 by replacement characters; output that is too
    long is cut. `stderr` ends with the log files in the product's home. `must_show` are the texts that a complete
    success shows to the user (a key, a title); of a new thing, one of its names in the tenant, or a word of `Unmade`.
    `succeeded` says whether the product reported success, by the exit status and the `[success]` of its subject file.
    `started` is in seconds since the scenario's start, `seconds` the duration of the process. `holder` is the one whose
    token the subject got.
    """

    action: str
    command: tuple[str, ...]
    ended: Ended
    exit_status: int | None
    succeeded: bool
    stdout: str
    stderr: str
    started: float
    seconds: float
    must_show: tuple[str, ...] = ()
    holder: Holder = Holder.PERSON

    @property
    def output(self) -> str:
        """Everything that the user saw."""
        return f"{self.stdout}\n{self.stderr}"

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The texts of `must_show` that the user did not see."""
        return tuple(text for text in self.must_show if not shows(self.output, text))

    @property
    def unmade(self) -> Unmade | None:
        """Why there is no key or id to show, of an action that creates something; None if there is one."""
        return next((why for why in Unmade if why in self.must_show), None)


@dataclass(frozen=True)
class Observation:
    """One scenario of one subject.

    `token` is the kind of token that the subject gets, `forms` are the URL forms that it is configured with, one after
    the other. `site` and `cloud_id` name the tenant, which no other scenario shares. `untrusted` counts the TLS
    connections that the subject gave up before a request. `unsupported` gives the subject's reason for each action of
    the scenario that it does not have.
    """

    scenario: str
    subject: str
    token: Given
    forms: tuple[UrlForm, ...]
    site: str
    cloud_id: str
    requests: tuple[WireRequest, ...]
    untrusted: int
    runs: tuple[ActionRun, ...]
    unsupported: dict[str, str]

    @property
    def is_driven(self) -> bool:
        """Whether any request came through."""
        return any(request.came_through for request in self.requests)
