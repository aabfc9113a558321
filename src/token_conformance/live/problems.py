"""The problems of a live run's variables, each in one line that says what to do."""

from collections.abc import Mapping
from difflib import get_close_matches

from token_conformance.errors import first_of, shortened
from token_conformance.live import values
from token_conformance.live.variables import PREFIX, VARIABLES, Variable, name_of, names_of
from token_conformance.model.cell import Product

LONGEST = 2_000
"""The most characters of a setting: tokens have some 200, and a site can be pasted as any URL of it."""


_NOT_DECODED = [chr(0xDC00 + byte) for byte in range(0x80, 0x100)]
"""The characters by which Python represents the bytes of a variable that are not UTF-8 text."""


def problems_of(variables: Mapping[str, str]) -> list[str]:
    """One line for each variable that is unknown, missing or malformed, or that contradicts another variable."""
    return [*_unknown(variables), *_missing(variables), *_malformed(variables), *_contradictions(variables)]


def absent_from(variables: Mapping[str, str]) -> dict[Product, str]:
    """The products that are left out of the run because none of their variables is set, each with that reason."""
    return {product: f"not set: {_all_of(product)}" for product in Product if not _is_used(product, variables)}


def _of(product: Product) -> list[Variable]:
    return [variable for variable in VARIABLES if variable.product is product]


def _all_of(product: Product) -> str:
    return names_of(variable.field for variable in _of(product))


def _is_used(product: Product, variables: Mapping[str, str]) -> bool:
    """Whether a product is run: the Jira platform always, another one if at least one of its variables is set."""
    return product is Product.JIRA_PLATFORM or any(variable.name in variables for variable in _of(product))


def _missing(variables: Mapping[str, str]) -> list[str]:
    return [
        f"{variable.name}: is not set; set it to {variable.meaning}, such as {variable.example}{_or_leave_out(product)}"
        for product in Product
        if _is_used(product, variables)
        for variable in _of(product)
        if variable.name not in variables
    ]


def _or_leave_out(product: Product) -> str:
    if product is Product.JIRA_PLATFORM:
        return ""
    return f", or unset all of {_all_of(product)} to leave {product.title} out"


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
