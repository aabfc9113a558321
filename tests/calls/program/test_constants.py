"""A constant of a program is filled in where it is used, if nothing else can have its name."""

from for_each import for_each
from token_conformance.calls.program.constants import with_constants

API = "https://nobodys.atlassian.net/rest/api/3"

FILLED = [
    (f'API = "{API}"', 'get(f"{API}/field")', f'get(f"{API}/field")'),
    (f'API = "{API}"', 'get(API + "/field")', f'get("{API}/field")'),
    (f"const api = `{API}`;", "fetch(`${api}/field`);", f"fetch(`{API}/field`);"),
    (f'        self.api = "{API}/"', '        get(f"{self.api}/field")', f'        get(f"{API}/field")'),
    (f'  private static final String API = "{API}";', '  get(API + "/field");', f'  get("{API}/field");'),
    (f"$api = '{API}';", 'get("$api/field");', f'get("{API}/field");'),
    (f"$api = '{API}';", "get($api . '/field');", f"get('{API}/field');"),
    (f'  @api "{API}"', '  get(@api <> "/field")', f'  get("{API}/field")'),
    (f'API = "{API}".freeze', 'get("#{API}/field")', f'get("{API}/field")'),
    (f'let api = "{API}"', 'get("\\(api)/field")', f'get("{API}/field")'),
    (f'SEARCH = "{API}/search/jql"', "get(SEARCH, auth)", f'get("{API}/search/jql", auth)'),
    (f'API = "{API}"', 'get(Client.API + "/field")', f'get("{API}/field")'),
]

KEPT = [
    ('HOST = "https://nobodys.atlassian.net"', 'get(f"{HOST}/rest/api/3/field")'),
    (f'API = "{API}"\nAPI = other()', 'get(f"{API}/field")'),
    (f'api = "{API}"\ndef field(api):', '    get(f"{api}/field")'),
    (f'    url = "{API}"', '    get(f"{url}/field")'),
    (f'API = "{API}"', 'get(other.API + "/field")'),
    (f'API = "{API}"', 'get(f"{OTHER_API}/field")'),
    (f'API = "{API}"', 'print("API" + "/field")'),
    (f'api = f"{API}/issue" if new else base', 'get(f"{api}/field")'),
]


@for_each("defined, used, filled", FILLED)
def test_a_constant_is_filled_in(defined: str, used: str, filled: str) -> None:
    """In a text, before one, and alone as an argument, in the way of many languages."""
    assert [defined, filled] == list(with_constants([defined, used]))


@for_each("defined, used", KEPT)
def test_what_is_not_certain_stays(defined: str, used: str) -> None:
    """A host alone, a name with two values, a parameter or a local variable, and the name of something else."""
    lines = [*defined.split("\n"), used]
    assert lines == list(with_constants(lines))


def test_a_constant_can_begin_with_another_one() -> None:
    """Each has the values of those before it."""
    lines = [
        'HOST = "https://nobodys.atlassian.net"',
        'API = HOST + "/rest/api/3"',
        'ISSUE = f"{API}/issue"',
        "get(ISSUE)",
    ]
    assert f'get("{API}/issue")' == with_constants(lines)[-1]
