"""The text that `token-conformance edge` prints: what the edge is, what to export, and the calls of CLOUD-12617."""

from collections.abc import Mapping
from shlex import quote

from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.tenant import Tenant

_TEXT = """\
The edge is running: a local model of Atlassian's edge, in the world "{world}". It is not Atlassian, and what it answers
is not an observation of Atlassian. Its site {site}, its cloud id {cloud_id} and all its other data are made up.

1. In another terminal, direct a program's requests to the model (no request leaves this machine):

{environment}
export SITE={site_url}
export GATEWAY={gateway_url}

2. Choose a credential. The scoped token for Jira:

export CREDENTIAL={email}:{account.scoped_jira}

or the unscoped token, the scoped token for Confluence, or a token that no account owns:

export CREDENTIAL={email}:{account.unscoped}
export CREDENTIAL={email}:{account.scoped_confluence}
export CREDENTIAL={email}:{account.invalid}

3. The seven calls of CLOUD-12617 at the site form:

{site_calls}

4. The same calls at the gateway form:

{gateway_calls}

5. Or run the suites against it as against a live tenant (pytest suites --target live), with these settings:

{settings}

Press Ctrl-C to stop.
"""


def banner(edge: Edge, world: str) -> str:
    """The text to print. Its exports and calls can be pasted into a shell."""
    tenant = edge.tenant
    return _TEXT.format(
        world=world,
        site=tenant.site,
        cloud_id=tenant.cloud_id,
        environment=_exports(edge.environment()),
        settings=_exports(settings_of(tenant, edge.account)),
        site_url=tenant.base_url(Product.JIRA_PLATFORM, UrlForm.SITE),
        gateway_url=tenant.base_url(Product.JIRA_PLATFORM, UrlForm.GATEWAY),
        email=tenant.email,
        account=edge.account,
        site_calls=_calls("$SITE", tenant),
        gateway_calls=_calls("$GATEWAY", tenant),
    )


def _exports(variables: Mapping[str, str]) -> str:
    return "\n".join(f"export {name}={quote(value)}" for name, value in variables.items())


def _calls(base: str, tenant: Tenant) -> str:
    curl = 'curl -i --suppress-connect-headers -u "$CREDENTIAL"'
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
