"""T1 to T3: each kind of token works at the URL form that is documented for it."""

from collections.abc import Iterator
from itertools import chain

from token_conformance.certify.observation.observation import WireRequest
from token_conformance.certify.requirements.address import asks_who, prefix_problem, shown
from token_conformance.certify.requirements.requirement import Observations, Requirement, failing, passing, violating
from token_conformance.certify.requirements.result import Check, Level
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import READS, WRITES, Holder
from token_conformance.model.cell import Credential, UrlForm

_DATA = frozenset(map(str, (*READS, *WRITES)))
"""The actions that T2 judges; of a product that has none of them, it judges the others."""


def _unscoped(observations: Observations) -> Iterator[Check]:
    for trace in configured_with_site(observations, "unscoped-site"):
        yield passing(trace) if trace.is_complete else failing(trace, trace.ending, *trace.calls[-1:])


def configured_with_site(observations: Observations, scenario: str) -> list[Trace]:
    """The runs of a scenario, if the subject was configured with the site; one that knows only the gateway was not."""
    observation = observations.get(scenario)
    return traces(observation) if observation and observation.forms == (UrlForm.SITE,) else []


def _scoped(observations: Observations) -> Iterator[Check]:
    ran = traces(observations.get("scoped-gateway"))
    data = [trace for trace in ran if trace.run.action in _DATA]
    yield from (_at_gateway(trace) for trace in data or ran if not has_wrong_prefix(trace))


def _at_gateway(trace: Trace) -> Check:
    if at_site := _data_calls_at_site(trace):
        return violating(
            trace, f"took the scoped token to the site ({shown(at_site[0], trace.observation)})", at_site[0]
        )
    if trace.is_complete and _is_of_another(trace):
        other = "ended as a success, and never sent the service account's token to the gateway"
        return failing(trace, other, *trace.calls[-1:])
    return passing(trace) if trace.is_complete else failing(trace, trace.ending, *trace.calls[-1:])


def _is_of_another(trace: Trace) -> bool:
    """Whether a run with the token of a service account sent only others, such as one that an earlier run has kept."""
    sent = {call.credential for call in trace.at_gateway}
    return trace.run.holder is Holder.SERVICE_ACCOUNT and Credential.SERVICE_ACCOUNT not in sent


def _data_calls_at_site(trace: Trace) -> list[WireRequest]:
    """A subject that is configured with the site only may ask there for the token's owner, to find out its kind."""
    may_try = trace.observation.forms == (UrlForm.SITE,)
    return [call for call in trace.at_site if not (may_try and asks_who(call))]


def has_wrong_prefix(trace: Trace) -> bool:
    """Whether a call of the run had a wrong prefix, which is judged by T3 alone."""
    return any(prefix_problem(call, trace.observation) for call in trace.at_gateway if not call.not_modelled)


def _prefixes(observations: Observations) -> Iterator[Check]:
    gateway_runs = map(traces, (observations.get(scenario) for scenario in ("scoped-gateway", "scoped-site")))
    for trace in chain.from_iterable(gateway_runs):
        problems = [
            (call, problem)
            for call in trace.at_gateway
            if not call.not_modelled and (problem := prefix_problem(call, trace.observation))
        ]
        if problems:
            call, problem = problems[0]
            yield violating(trace, f"sent {shown(call, trace.observation)}: the path {problem}", call)
        elif trace.at_gateway:
            yield passing(trace)


T1 = Requirement(
    id="T1",
    name="unscoped token at the site",
    level=Level.CORE,
    title="An unscoped token works at the site form.",
    scenarios=("unscoped-site",),
    checks=_unscoped,
    passed="Everything worked with an unscoped token and the site's URL.",
    by_every_run=True,
    remedy="Make each action work with HTTP Basic of e-mail and API token at https://SITE.atlassian.net.",
    unobserved="No action was run with an unscoped token and the site's URL. Describe how it is told one.",
    of_person=True,
    lacking="it takes no token of a person",
)

T2 = Requirement(
    id="T2",
    name="scoped token at the gateway",
    level=Level.CORE,
    title="A scoped token works at the gateway form, and takes no call for data to the site.",
    scenarios=("scoped-gateway",),
    checks=_scoped,
    passed="Everything worked with a scoped token at the gateway, and no call for data took it to the site.",
    by_every_run=True,
    remedy="Send every call with a scoped token to https://api.atlassian.com/ex/{jira,confluence}/CLOUD_ID.",
    unobserved="No action was run with a scoped token at the right prefix of the gateway.",
    after="T3",
)

T3 = Requirement(
    id="T3",
    name="prefix of each product",
    level=Level.CORE,
    title="Each product is called by its own prefix at the gateway.",
    scenarios=("scoped-gateway",),
    checks=_prefixes,
    passed="Every call to the gateway had its product's prefix and the site's cloud id.",
    remedy="Put /ex/jira/CLOUD_ID before Jira's paths, and /ex/confluence/CLOUD_ID, with or without /wiki, before"
    " Confluence's.",
    unobserved="No call went to the gateway.",
)
