"""Quick looks that are made of invented observations."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from made_up import CLOUD_ID, RUN, SENT, observation
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.quick.command import command_of
from token_conformance.certify.quick.look import FIRST, Look
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.model.cell import Credential

ACCEPTED: dict[str, object] = {"credential": Credential.UNSCOPED, "status": 200}
AT_GATEWAY: dict[str, object] = {"host": "api.atlassian.com", "path": f"/ex/jira/{CLOUD_ID}/rest/api/3/myself"}
_TOKENS = {FIRST: Given.UNSCOPED, "invalid-site": Given.INVALID}


def one(name: str, *sent: Mapping[str, object], untrusted: int = 0, output: str = "", status: int = 0) -> Observation:
    """The observation of a scenario: a request for each of the changes, and how the command ended."""
    run = replace(RUN, stdout=output, exit_status=status, succeeded=status == 0)
    requests = tuple(replace(SENT, **changes) for changes in sent)  # type: ignore[arg-type]  # fields of a request
    token = _TOKENS.get(name, Given.SCOPED)
    return replace(observation(SENT, run), scenario=name, token=token, requests=requests, untrusted=untrusted)


def look(
    *others: Observation,
    first: Observation | None = None,
    kind: AccessKind = AccessKind.PROXY,
    no_jail: str | None = None,
    at_proxy: Observation | None = None,
) -> Look:
    """A look at a command that works with an unscoped token at the site, with the other observations."""
    command = command_of(["mine", "{site_url}"], [], Path("/made/up"))
    every = [first or one(FIRST, ACCEPTED), *others]
    return Look(command, {each.scenario: each for each in every}, kind, no_jail, at_proxy)
