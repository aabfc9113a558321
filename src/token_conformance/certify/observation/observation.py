"""What is seen of a subject in a scenario: its requests and outputs, and nothing that a later reader has to believe.

Every finding is a pure function of observations, so that anybody who has the files can derive it again.
"""

from dataclasses import dataclass
from enum import StrEnum

from token_conformance.certify.scenarios.scenario import Given
from token_conformance.model.cell import Credential, UrlForm


class Place(StrEnum):
    """Where in a request a token was found, in plain, URL-encoded or base64 form."""

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

    `started` and `ended` are seconds since the scenario's start; `ended` and `status` are None where no answer was
    given. `credential` is the kind that the edge took it for. `places` are
    all places where a token of the scenario stood. `query` and `location` (of the answer) hold no token any more.
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


class Ended(StrEnum):
    """How the process of an action came to its end."""

    EXITED = "exited"
    TIMED_OUT = "timed out"
    TOO_MUCH_OUTPUT = "too much output"
    NOT_STARTED = "not started"
    MANUAL = "manual"
    """A person drove the product; `succeeded` is what the person said."""


@dataclass(frozen=True)
class ActionRun:
    """One action of a subject, as its user saw it.

    `command` holds placeholders in place of secrets. Tokens in the outputs stand as `<token>`, `<base64 of the
    credential>` or `<URL-encoded token>`; what was not text stands as replacement characters, what was too long is
    cut. `stderr` ends with the log files in the product's home. `must_show` are the texts that a complete success
    shows to the user (a key, a title); `succeeded` says that the product called it a success, by the subject's own
    `[success]`. `seconds` is the whole time of the process.
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

    @property
    def output(self) -> str:
        """All that the user saw."""
        return f"{self.stdout}\n{self.stderr}"

    @property
    def missing(self) -> tuple[str, ...]:
        """The texts of `must_show` that the user did not see."""
        return tuple(text for text in self.must_show if text not in self.output)


@dataclass(frozen=True)
class Observation:
    """One scenario of one subject.

    `token` is the kind given to the subject, `forms` the URL forms it was configured with, one after the other. `site`
    and `cloud_id` name the tenant, that no other scenario has. `untrusted` counts the TLS handshakes that the subject
    broke off. `unsupported` are the actions that the scenario asks for and the subject declares as not there, with its
    reasons.
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
