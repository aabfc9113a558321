"""What a single run, or a single scenario, shows of a requirement."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.requirements.address import site_host
from token_conformance.certify.requirements.result import Finding, Level, Result
from token_conformance.certify.requirements.trace import Trace, traces


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


Observations = Mapping[str, Observation]
"""What was seen of one subject, by the ids of the scenarios."""

_SILENT = (
    "No request of it came through the door in any scenario. A product that ignores HTTPS_PROXY needs --jail; one that"
    " fails before it asks anything says why in its output: `{by}` {what}."
)
_DISTRUSTFUL = (
    "It broke off every TLS handshake: make it trust the certificate authority that SSL_CERT_FILE, REQUESTS_CA_BUNDLE"
    " and NODE_EXTRA_CA_CERTS name."
)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """What a subject must do, judged on the runs of some scenarios alone.

    `look` says what each run shows. `scenarios` are those that it needs, and `actions` those of their actions that
    can show it; all of them where it is empty. `passed` and `unobserved` are the sentences of those results, `remedy`
    follows on what was seen to be wrong.
    """

    id: str
    level: Level
    title: str
    scenarios: tuple[str, ...]
    look: Callable[[Observations], Iterable[Check]]
    passed: str
    remedy: str
    unobserved: str
    actions: frozenset[str] = frozenset()

    def check(self, observations: Observations) -> Finding:
        """Judge a subject; the same observations give the same finding."""
        if not any(scene.requests for scene in observations.values()):
            return self._unobserved(_silence(observations))
        checks = list(self.look(dict(sorted(observations.items()))))
        if seen := _of(checks, Result.FAIL):
            return Finding(self.id, Result.FAIL, f"{_told(seen)} {self.remedy}", _scenarios(seen))
        if seen := _of(checks, Result.WARN):
            return Finding(self.id, Result.WARN, _told(seen), _scenarios(seen))
        if missing := [scenario for scenario in self.scenarios if scenario not in observations]:
            return self._unobserved(f"{', '.join(missing)}: not run. Run all scenarios.")
        return self._kept(checks)

    def is_excused(self, observations: Observations) -> bool:
        """Whether the subject declares every action that could show it as not there, in each of its scenarios."""
        scenes = [observations[scenario] for scenario in self.scenarios if scenario in observations]
        return len(scenes) == len(self.scenarios) and all(map(self._lacks, scenes))

    def _lacks(self, scene: Observation) -> bool:
        ran = {run.action for run in scene.runs}
        lacking = scene.unsupported.keys()
        return bool(self._relevant(lacking)) and not self._relevant(ran)

    def _relevant(self, actions: Iterable[str]) -> set[str]:
        return {action for action in actions if not self.actions or action in self.actions}

    def _kept(self, checks: Sequence[Check]) -> Finding:
        seen = _of(checks, Result.PASS)
        if not seen:
            reasons = [check.what for check in _of(checks, Result.NOT_OBSERVED)]
            return self._unobserved((reasons or [self.unobserved])[0])
        by = ", ".join(dict.fromkeys(check.by for check in seen))
        return Finding(self.id, Result.PASS, f"{self.passed} Shown by {by}.", _scenarios(seen))

    def _unobserved(self, reason: str) -> Finding:
        return Finding(self.id, Result.NOT_OBSERVED, reason, self.scenarios)


def _silence(observations: Observations) -> str:
    if any(scene.untrusted for scene in observations.values()):
        return _DISTRUSTFUL
    first = next((trace for _, scene in sorted(observations.items()) for trace in traces(scene)), None)
    return _SILENT.format(by=first.run.action, what=first.ending) if first else "No action was run. Describe some."


def _of(checks: Sequence[Check], result: Result) -> list[Check]:
    return [check for check in checks if check.result is result]


def _told(checks: Sequence[Check]) -> str:
    """The first in full, because an author mends one after the other; the others by their names."""
    first, *_ = checks
    others = [f"`{by}`" for by in dict.fromkeys(check.by for check in checks) if by != first.by]
    return f"{first.sentence} Also seen with {', '.join(others)}." if others else first.sentence


def _scenarios(checks: Sequence[Check]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(check.scenario for check in checks))
