"""The text that `token-conformance edge` prints: what the edge is, what to export, and the calls of CLOUD-12617."""

from collections.abc import Mapping
from shlex import quote
from textwrap import shorten

from token_conformance.edge.access.own_tokens import OwnToken
from token_conformance.edge.access.tokens import CLASSIC_ONLY, OTHER_SCOPES, WITHOUT_READ
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.tenant import Tenant

_TEXT = """\
The edge is running: a local model of Atlassian's edge, in the world "{world}". It is not Atlassian,
and what it answers is not an observation of Atlassian. All its data are made up, such as
its site {site} and its cloud id {cloud_id}.{note}

1. In another terminal, direct a program's requests to the model
(no request leaves this machine):

{environment}
export SITE={site_url}
export GATEWAY={gateway_url}

2. Choose a credential. The scoped token for Jira:

export CREDENTIAL={email}:{account.scoped_jira}

or the unscoped token, the scoped token for Confluence, or a token that no account owns:

export CREDENTIAL={email}:{account.unscoped}
export CREDENTIAL={email}:{account.scoped_confluence}
export CREDENTIAL={email}:{account.invalid}

or one that lacks scopes: it has classic scopes alone, which do not open Jira Software and
Confluence v2, or it lacks the scopes for reading issues, or pages:

export CREDENTIAL={email}:{account.scoped_jira}{CLASSIC_ONLY}
export CREDENTIAL={email}:{account.scoped_jira}{WITHOUT_READ}
export CREDENTIAL={email}:{account.scoped_confluence}{CLASSIC_ONLY}
export CREDENTIAL={email}:{account.scoped_confluence}{WITHOUT_READ}

or one with a single scope, which opens neither accounts nor issues nor pages:

export CREDENTIAL={email}:{account.scoped_jira}{OTHER_SCOPES}
export CREDENTIAL={email}:{account.scoped_confluence}{OTHER_SCOPES}

{own_tokens}

or the token of the service account, which works at the gateway {basic}:

export CREDENTIAL={account.service_account_email}:{account.service_account}
{bearer_call}

3. The seven calls of CLOUD-12617 at the site form:

{site_calls}

4. The same calls at the gateway form:

{gateway_calls}

5. Or run the suites against it as against a live tenant (pytest suites --target live),
with these settings:

{settings}

Press Ctrl-C to stop.
"""
_CURL = "curl -i --suppress-connect-headers"
_WIDTH = 90
"""The most characters of the name and scopes of a token; the rest is left out."""
_NO_OWN_TOKENS = """\
or a token with scopes that you choose: start the edge with --token NAME=SCOPE,SCOPE, such
as --token mine=read:jira-work,write:jira-work, or --token wide=all:jira (or all:confluence)."""
_BASIC = {
    True: "as Bearer, and as Basic\n(sources contradict each other on Basic)",
    False: "as Bearer, and not as Basic",
}


def banner(edge: Edge, world: str, note: str = "") -> str:
    """The text to print, with a note on the tenant. Its exports and calls can be pasted into a shell."""
    tenant = edge.tenant
    return _TEXT.format(
        world=world,
        note=f"\n{note[0].upper()}{note[1:]}." if note else "",
        site=tenant.site,
        cloud_id=tenant.cloud_id,
        environment=_exports(edge.environment()),
        settings=_exports(settings_of(tenant, edge.account)),
        site_url=tenant.base_url(Product.JIRA_PLATFORM, UrlForm.SITE),
        gateway_url=tenant.base_url(Product.JIRA_PLATFORM, UrlForm.GATEWAY),
        email=tenant.email,
        account=edge.account,
        CLASSIC_ONLY=CLASSIC_ONLY,
        WITHOUT_READ=WITHOUT_READ,
        OTHER_SCOPES=OTHER_SCOPES,
        own_tokens=_own_tokens(edge),
        basic=_BASIC[edge.world.service_account_basic],
        bearer_call=_bearer_call(edge.account.service_account),
        site_calls=_calls("$SITE", tenant),
        gateway_calls=_calls("$GATEWAY", tenant),
    )


def _exports(variables: Mapping[str, str]) -> str:
    return "\n".join(f"export {name}={quote(value)}" for name, value in variables.items())


def _own_tokens(edge: Edge) -> str:
    """The tokens that the user asked for, with their scopes, or how to ask."""
    lines = [line for token in edge.own_tokens for line in _own_token(token, edge.tenant.email)]
    return "\n".join(["or your own tokens:", "", *lines]) if lines else _NO_OWN_TOKENS


def _own_token(token: OwnToken, email: str) -> list[str]:
    said = [shorten(f"{token.name}: {token.asked.replace(',', ', ')}", _WIDTH), *token.notes]
    return [*(f"  {line}" for line in said), f"export CREDENTIAL={email}:{token.value}"]


def _bearer_call(token: str) -> str:
    return f'{_CURL} -H "Authorization: Bearer {token}" "$GATEWAY/rest/api/3/myself"'


def _calls(base: str, tenant: Tenant) -> str:
    curl = f'{_CURL} -u "$CREDENTIAL"'
    project = tenant.project_key
    fields = f'{{"project":{{"key":"{project}"}},"issuetype":{{"name":"Task"}},"summary":"Created by hand"}}'
    create = f"-H 'Content-Type: application/json' --data '{{\"fields\":{fields}}}'"
    return "\n".join(
        (
            f'{curl} {create} "{base}/rest/api/3/issue"',
            f'{curl} "{base}/rest/api/3/issue/{tenant.issue_key}"',
            f'{curl} "{base}/rest/api/3/project"',
            f'{curl} "{base}/rest/api/3/project/{project}"',
            f'{curl} "{base}/rest/api/3/projectvalidate/validProjectKey?key={project}"',
            f'{curl} "{base}/rest/api/3/projectvalidate/key?key={project}"',
            f'{curl} "{base}/rest/api/2/user/search?query={tenant.email.partition("@")[0]}"',
        )
    )
