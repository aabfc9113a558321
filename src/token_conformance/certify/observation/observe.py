"""Observes a subject in a scenario: the requests that it sends, and the output that its user sees."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from pathlib import Path

from starlette.types import ASGIApp

from token_conformance.certify.observation import inputs
from token_conformance.certify.observation.access import Access, AccessKind, Proxy
from token_conformance.certify.observation.action_runner import ActionRunner
from token_conformance.certify.observation.base_url import BaseUrl
from token_conformance.certify.observation.home import folder_of_homes, home_in
from token_conformance.certify.observation.jail.jail import Jail
from token_conformance.certify.observation.jail.trust_stores import trust_stores
from token_conformance.certify.observation.manual.progress import Progress, continued
from token_conformance.certify.observation.observation import ActionRun, Observation
from token_conformance.certify.observation.process import end_processes_of
from token_conformance.certify.observation.tenants import Tokens, tenant_of, tokens_for_products
from token_conformance.certify.observation.wire import WireRecorder
from token_conformance.certify.scenarios.hosts import FOREIGN_HOST
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Ask, Subject
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.state import State
from token_conformance.errors import BoundError
from token_conformance.model.account import Account
from token_conformance.model.url import GATEWAY_HOST
from token_conformance.redaction import output


def observe(
    subject: Subject,
    scenario: Scenario,
    kind: AccessKind = AccessKind.PROXY,
    *,
    ask: Ask = output.ask,
    homes: Path | None = None,
    progress: Progress | None = None,
) -> Observation:
    """Run a subject's actions in a scenario; other subjects and scenarios may be observed at the same time.

    These have their homes below `homes` too, so that they can be hidden. `progress` has the steps that a person has
    done already. Raises UserError where the system does not permit the `kind` of access, and BoundError if the subject
    sent more than a trace can hold.
    """
    progress = progress or Progress(subject, (scenario,))
    earlier = progress.observations.get(scenario.id)
    if earlier and not progress.steps(scenario):
        return earlier
    state, account = tenant_of(subject.name, scenario)
    runs: list[ActionRun] = []
    with ExitStack() as opened:
        home = opened.enter_context(home_in(homes or opened.enter_context(folder_of_homes())))
        opened.callback(end_processes_of, home)
        access = opened.enter_context(_ACCESS[kind](state, subject))
        tokens = tokens_for_products(account, state.tenant.account_id)
        recorder = _recorder(tokens, state, account, scenario)
        faults = map(parse_fault, scenario.faults)
        observer, sockets = access.observer(recorder), access.sockets
        edge = opened.enter_context(
            Edge(state, account, faults=faults, observer=observer, sockets=sockets, tokens=tokens)
        )
        runner = ActionRunner(subject, scenario, edge, recorder, home, ask, access)
        for step in progress.steps(scenario):
            if run := runner.perform(step):
                runs.append(run)
                if subject.manual and not recorder.incomplete:
                    progress.keep(step, continued(earlier, _observation(subject, scenario, state, recorder, runs)))
    if recorder.incomplete:
        what = f"{recorder.incomplete}, so its trace is not complete and nothing is concluded"
        raise BoundError(f"{subject.name}, in the scenario {scenario.id}: {what}; correct the subject")
    return continued(earlier, _observation(subject, scenario, state, recorder, runs))


def observe_all(
    subject: Subject,
    scenarios: Sequence[Scenario],
    pool: Executor,
    kind: AccessKind = AccessKind.PROXY,
    homes: Path | None = None,
    *,
    progress: Progress | None = None,
) -> dict[str, Observation]:
    """Observe several scenarios, in parallel unless a person takes part; returns the observations by scenario id.

    Subjects that are observed at the same time share `homes`, so that no one sees the home of another.
    """
    map_scenarios = map if subject.manual else pool.map
    progress = progress or Progress(subject, scenarios)
    with nullcontext(homes) if homes else folder_of_homes() as shared:
        look = partial(observe, subject, kind=kind, homes=shared, progress=progress)
        observations = map_scenarios(look, scenarios)
        return {observation.scenario: observation for observation in observations}


def _recorder(known: Mapping[str, Token], state: State, account: Account, scenario: Scenario) -> WireRecorder:
    def conditions(app: ASGIApp) -> ASGIApp:
        for condition in reversed(scenario.conditions):
            app = condition.in_front_of(app, state)
        return app

    emails = (account.email, account.service_account_email)
    return WireRecorder(known, Tokens(emails, [*known, account.invalid]), conditions)


def _jail(state: State, subject: Subject) -> Jail:
    values = inputs.machine_values(subject)
    commands = [[inputs.command_word(word, values) for word in words] for words in subject.commands.values()]
    stores = trust_stores(commands, [subject.here, subject.installed], inputs.programs_path(subject))
    return Jail([GATEWAY_HOST, state.tenant.site_host, FOREIGN_HOST], stores)


_ACCESS: Mapping[AccessKind, Callable[[State, Subject], AbstractContextManager[Access]]] = {
    AccessKind.PROXY: lambda *_: nullcontext(Proxy()),
    AccessKind.JAIL: _jail,
    AccessKind.BASE_URL: lambda state, _: BaseUrl(state),
}


def _observation(
    subject: Subject, scenario: Scenario, state: State, recorder: WireRecorder, runs: Sequence[ActionRun]
) -> Observation:
    return Observation(
        scenario=scenario.id,
        subject=subject.name,
        token=scenario.token,
        forms=subject.configuration.forms(scenario.forms),
        site=state.tenant.site,
        cloud_id=state.tenant.cloud_id,
        requests=tuple(recorder.requests),
        untrusted=recorder.untrusted,
        runs=tuple(runs),
        unsupported=subject.reasons(scenario.asked),
    )
