"""What a single run, or a single scenario, shows of a requirement."""

from dataclasses import dataclass

from token_conformance.certify.requirements.address import site_host
from token_conformance.certify.requirements.result import Result
from token_conformance.certify.requirements.trace import Trace


@dataclass(frozen=True)
class Check:
    """One thing that was seen: `by` names the action, or what else shows the requirement, and `what` is what it did."""

    scenario: str
    result: Result
    by: str
    what: str = ""

    @property
    def sentence(self) -> str:
        """What was seen, for people."""
        return f"`{self.by}` {self.what}."


def kept(trace: Trace) -> Check:
    """A run that keeps to the requirement."""
    return Check(trace.scene.scenario, Result.PASS, trace.run.action)


def broken(trace: Trace, what: str) -> Check:
    """A run that breaks the requirement."""
    return Check(trace.scene.scenario, Result.FAIL, trace.run.action, _nameless(trace, what))


def doubtful(trace: Trace, what: str) -> Check:
    """A run that a user should know of, though the requirement is not broken."""
    return Check(trace.scene.scenario, Result.WARN, trace.run.action, _nameless(trace, what))


def _nameless(trace: Trace, what: str) -> str:
    """A sentence without the names that only this scenario has, which would be read as those of a tenant."""
    return what.replace(trace.scene.cloud_id, "CLOUD_ID").replace(site_host(trace.scene), "SITE.atlassian.net")
