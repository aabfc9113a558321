"""The problems of a live run's variables, each in one line that says what to do."""

from collections.abc import Mapping
from difflib import get_close_matches

from token_conformance.errors import first_of, shortened
from token_conformance.live import values
from token_conformance.live.variables import PREFIX, VARIABLES, Variable, name_of
from token_conformance.model.cell import Product

LONGEST = 2_000
"""The most characters of a setting: tokens have some 200, and a site can be pasted as any URL of it."""


_TOKENS = ("unscoped_token", "scoped_jira_token")
"""The tokens of which a run needs one: each can say who the caller is."""

_NOT_DECODED = [chr(0xDC00 + byte) for byte in range(0x80, 0x100)]
"""The characters by which Python represents the bytes of a variable that are not UTF-8 text."""


def problems_of(variables: Mapping[str, str]) -> list[str]:
    """One line for each variable that is unknown, missing or malformed, or that contradicts another variable."""
    return [*_unknown(variables), *_missing(variables), *_malformed(variables), *_contradictions(variables)]


def absent_from(variables: Mapping[str, str]) -> dict[Product, str]:
    """The products that the user leaves out, or that no token can read, each with the reason."""
    unwanted = values.listed(variables.get(name_of("leave_out"), ""))
    absent = {product: f"named in {name_of('leave_out')}" for product in Product if product in unwanted}
    tokens = ("unscoped_token", "scoped_confluence_token")
    if not any(name_of(token) in variables for token in tokens):
        absent.setdefault(Product.CONFLUENCE, f"no token for it: neither {' nor '.join(map(name_of, tokens))} is set")
    return absent


def _missing(variables: Mapping[str, str]) -> list[str]:
    """One line for each variable without which there is no run, and one if there is no token."""
    known = {variable.field: variable for variable in VARIABLES}
    missing = [known[field] for field in ("site", "email") if known[field].name not in variables]
    lines = [_not_set(variable) for variable in missing]
    if not any(name_of(token) in variables for token in _TOKENS):
        lines.append(f"{_not_set(known[_TOKENS[0]])}, or set {name_of(_TOKENS[1])}: one of them is enough")
    return lines


def _not_set(variable: Variable) -> str:
    return f"{variable.name}: is not set; set it to {variable.meaning}, such as {variable.example}"


def _unknown(variables: Mapping[str, str]) -> list[str]:
    known = [variable.name for variable in VARIABLES]
    unknown = sorted(name for name in variables if name.startswith(PREFIX) and name not in known)
    return first_of(
        f"{shortened(name)}: is not a setting; did you mean {get_close_matches(name, known, n=1, cutoff=0)[0]}?"
        for name in unknown
    )


def _malformed(variables: Mapping[str, str]) -> list[str]:
    checked = [
        (variable, _problem(variable, variables[variable.name])) for variable in VARIABLES if variable.name in variables
    ]
    return [f"{variable.name}: {problem}" for variable, problem in checked if problem]


def _problem(variable: Variable, value: str) -> str | None:
    if any(start in value for start in values.TOKEN_STARTS) and not variable.is_token:
        return f"contains what looks like an API token; set it to {variable.meaning}"
    if len(value) > LONGEST:
        return f"has more than {LONGEST:,} characters; set it to {variable.meaning}"
    if any(character in value for character in _NOT_DECODED):
        return f"contains bytes that are not UTF-8 text; set it to {variable.meaning}"
    return variable.check(value)


def _contradictions(variables: Mapping[str, str]) -> list[str]:
    """Values that are well-formed, but contradict each other."""
    return [
        *_same_tokens(variables),
        *_foreign_issue(variables, "issue_key", "project_key"),
        *_foreign_issue(variables, "idea_key", "idea_project_key"),
        *_half_a_service_account(variables),
        *_label_of_site(variables),
    ]


def _same_tokens(variables: Mapping[str, str]) -> list[str]:
    tokens = [variable.name for variable in VARIABLES if variable.is_token and variable.name in variables]
    pairs = [(a, b) for index, a in enumerate(tokens) for b in tokens[index + 1 :] if variables[a] == variables[b]]
    return [
        f"{b}: is the same token as {a}; they are tokens of different kinds: create and set the other one"
        for a, b in pairs
    ]


def _half_a_service_account(variables: Mapping[str, str]) -> list[str]:
    token, address = name_of("service_account_token"), name_of("service_account_email")
    if (token in variables) != (address in variables):
        there, lacking = (token, address) if token in variables else (address, token)
        return [f"{lacking}: is not set, but {there} is; set both, or unset both to leave the service account out"]
    if token in variables and variables[address] == variables.get(name_of("email")):
        return [f"{address}: is the address in {name_of('email')}; set it to that of the service account"]
    return []


def _foreign_issue(variables: Mapping[str, str], issue: str, project: str) -> list[str]:
    key, home = variables.get(name_of(issue)), variables.get(name_of(project))
    if not key or not home or key.rpartition("-")[0] == home or values.issue_key(key) or values.project_key(home):
        return []
    remedy = f"name an issue of it, or set {name_of(project)}"
    return [f"{name_of(issue)}: {key!r} is not an issue of the project {home!r}; {remedy}"]


def _label_of_site(variables: Mapping[str, str]) -> list[str]:
    """Results have the label, and no site's name."""
    label, site = variables.get(name_of("site_label")), variables.get(name_of("site"))
    if not label or not site or values.label(label) or values.site(site):
        return []
    problem = "has the name of the site in it, but results name no site; choose another word, such as emea"
    return [f"{name_of('site_label')}: {problem}"] if values.names_site(label, values.site_name(site)) else []
