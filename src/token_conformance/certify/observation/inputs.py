"""The inputs of a subject in a scenario: values of placeholders, tokens, and the environment of its processes."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from token_conformance.certify.observation.expected import page_file
from token_conformance.certify.observation.tenants import service_ending
from token_conformance.certify.scenarios.scenario import Given, Scenario
from token_conformance.certify.subject.subject import WRITES, Action, Holder, Subject, expand
from token_conformance.edge.access.tokens import OTHER_SCOPES, WITHOUT_READ
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account
from token_conformance.model.cell import Credential, Product, UrlForm

_OTHER = {Action.WHOAMI, Action.FIND_USER, *WRITES}
"""The actions that need other scopes than those for reading issues or pages."""

_OPTIONS = {"NODE_OPTIONS", "JAVA_TOOL_OPTIONS"}
"""The variables that are lists of options, of which a product and the edge can both need some."""

_CREDENTIALS = {
    Given.UNSCOPED: Credential.UNSCOPED,
    Given.SCOPED: Credential.SCOPED,
    Given.LACKING: Credential.SCOPED,
    Given.INVALID: Credential.INVALID,
}
_PRODUCTS = {"jira": Product.JIRA_PLATFORM, "confluence": Product.CONFLUENCE}


def token_of(account: Account, kind: Given, app: str, action: Action, holder: Holder = Holder.PERSON) -> str:
    """The holder's token of a kind for an app, `jira` or `confluence`; one that lacks scopes lacks the action's.

    A service account's is for both apps, and what nobody owns is no token of anybody.
    """
    of_service = holder is Holder.SERVICE_ACCOUNT and kind is not Given.INVALID
    credential = Credential.SERVICE_ACCOUNT if of_service else _CREDENTIALS[kind]
    token = str(account.token(credential, _PRODUCTS[app]))
    if kind is not Given.LACKING:
        return token
    ending = _ending(app, action)
    return f"{token}{service_ending(app, ending) if of_service else ending}"


def _ending(app: str, action: Action) -> str:
    """The ending of a token without the scope that an action needs, and if it can be with those of other calls."""
    reads_work = app == "jira" or action is Action.GET_PAGE
    return OTHER_SCOPES if action in _OTHER or not reads_work else WITHOUT_READ


def tenant_values(state: State, app: str) -> dict[str, str]:
    """The values of the placeholders for the tenant and its content, for an action that asks an app; no secrets."""
    tenant = state.tenant
    gateway = {f"{name}_gateway_url": tenant.base_url(product, UrlForm.GATEWAY) for name, product in _PRODUCTS.items()}
    return gateway | {
        "site_url": tenant.base_url(Product.JIRA_PLATFORM, UrlForm.SITE),
        "site": tenant.site,
        "cloud_id": tenant.cloud_id,
        "email": tenant.email,
        "account_id": tenant.account_id,
        "display_name": state.jira.users[tenant.account_id].display_name,
        "project_key": tenant.project_key,
        "issue_key": tenant.issue_key,
        "space_key": tenant.space_key,
        "space_id": tenant.space_id,
        "page_id": tenant.page_id,
        "attachment_id": tenant.attachment_id if app == "jira" else page_file(state).id,
        "jql": f"project = {tenant.project_key}",
        "cql": f'space = "{tenant.space_key}" and type = page',
    }


def holder_values(state: State, holder: Holder) -> dict[str, str]:
    """The values of the placeholders for the account of a token, where it is another one than a person's."""
    if holder is Holder.PERSON:
        return {}
    user = state.jira.users[state.tenant.service_account_id]
    return {"email": user.email, "account_id": user.account_id, "display_name": user.display_name}


def public_values(state: State, subject: Subject, scenario: Scenario, action: Action, holder: Holder) -> dict[str, str]:
    """The values of the placeholders in an action's command, which a certificate may show; addresses are Atlassian's.

    Whom `find-user` finds is a person: whether a service account is among the users is not known.
    """
    of_holder = {} if action is Action.FIND_USER else holder_values(state, holder)
    return tenant_values(state, action.app(subject.app)) | of_holder | {"title": f"Made by {scenario.id}"}


def environment(subject: Subject, home: Path) -> dict[str, str]:
    """The variables that every program expects, with a separate home and the product's programs first on the PATH."""
    return {
        "PATH": programs_path(subject),
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "LANG": "C.UTF-8",
    }


def beside(door: Mapping[str, str], configured: Mapping[str, str]) -> dict[str, str]:
    """A product's own variables, whose options for Node and Java are behind those that lead to the edge."""
    shared = _OPTIONS & door.keys() & configured.keys()
    return {**configured, **{name: f"{door[name]} {configured[name]}" for name in shared}}


def programs_path(subject: Subject) -> str:
    """The PATH of the product, with its own programs first."""
    programs = [str(subject.installed / folder) for folder in ("bin", "node_modules/.bin")]
    return os.pathsep.join([*programs, os.environ.get("PATH", os.defpath)])


def machine_values(subject: Subject) -> dict[str, str]:
    """The values of the placeholders for this machine's programs and folders."""
    python = subject.installed / "bin" / "python"
    return {
        "here": str(subject.here),
        "installed": str(subject.installed),
        "python": str(python) if python.exists() else sys.executable,
        "node": shutil.which("node") or "node",
    }


def command_word(word: str, values: Mapping[str, str]) -> str:
    """A word of a command with its values. `{here}/..` leads to the subject file also if there is no folder `{here}`.

    A subject without drivers has no such folder, and the system follows no `..` of a folder that does not exist.
    """
    text = expand(word, values)
    leads_out = word.startswith("{here}/../") and "here" in values and not Path(values["here"]).exists()
    return os.path.normpath(text) if leads_out else text


def folder_names(subject: Subject, home: Path, ca_file: Path) -> dict[str, str]:
    """The words that replace this machine's folders in a subject's output, by the paths of the folders."""
    of_python = {} if sys.prefix == sys.base_prefix else {sys.prefix: "{python}"}
    of_python[sysconfig.get_path("stdlib")] = "{standard library}"
    return of_python | {
        str(subject.here): "{here}",
        str(subject.installed): "{installed}",
        str(home): "{home}",
        str(ca_file.parent): "{authority}",
    }
