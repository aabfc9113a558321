"""What must hold of every published call: the caller is known, with both kinds of token and at both URL forms.

Nothing is said of what the call does then: it is sent with ids that do not exist. The cells of a call without a
credential are its control: what a stranger gets. docs/catalogue.md says how a cell is judged.
"""

from token_conformance.suite.catalogue.ask import Ask
from token_conformance.suite.catalogue.mark import every_call_of


@every_call_of("jira-platform-v3")
def test_jira_platform_v3(ask: Ask) -> None:
    """The platform's API of Jira, version 3, knows the caller."""
    ask()


@every_call_of("jira-platform-v2")
def test_jira_platform_v2(ask: Ask) -> None:
    """The platform's API of Jira, version 2, knows the caller."""
    ask()


@every_call_of("jira-software")
def test_jira_software(ask: Ask) -> None:
    """Jira Software knows the caller."""
    ask()


@every_call_of("jsm")
def test_jsm(ask: Ask) -> None:
    """Jira Service Management knows the caller."""
    ask()


@every_call_of("assets")
def test_assets(ask: Ask) -> None:
    """Assets, a family with a base of its own, knows the caller."""
    ask()


@every_call_of("jsm-ops")
def test_jsm_ops(ask: Ask) -> None:
    """The operations of Jira Service Management, a family with a base of its own, know the caller."""
    ask()


@every_call_of("jsm-ops-stakeholder-comms")
def test_jsm_ops_stakeholder_comms(ask: Ask) -> None:
    """The stakeholder communication of the same family knows the caller."""
    ask()


@every_call_of("confluence-v1")
def test_confluence_v1(ask: Ask) -> None:
    """Confluence's API, version 1, knows the caller."""
    ask()


@every_call_of("confluence-v2")
def test_confluence_v2(ask: Ask) -> None:
    """Confluence's API, version 2, knows the caller."""
    ask()
