"""Everything that can be wrong with the variables of a live run, each in one line that says what to do."""

from collections.abc import Mapping
from difflib import get_close_matches

from token_conformance.live import values
from token_conformance.live.variables import PREFIX, VARIABLES, Variable, name_of, names_of
from token_conformance.model.cell import Product


def problems_of(given: Mapping[str, str]) -> list[str]:
    """A line for each variable that is unknown, missing, malformed, or does not go with another one."""
    return [*_unknown(given), *_missing(given), *_malformed(given), *_contradictions(given)]


def absent_from(given: Mapping[str, str]) -> dict[Product, str]:
    """The products of which nothing is set, each with what that is: they are left out of the run."""
    return {product: f"not set: {_all_of(product)}" for product in Product if not _is_used(product, given)}


def _of(product: Product) -> list[Variable]:
    return [variable for variable in VARIABLES if variable.product is product]


def _all_of(product: Product) -> str:
    return names_of(variable.field for variable in _of(product))


def _is_used(product: Product, given: Mapping[str, str]) -> bool:
    """Whether the user wants a product to be run: the Jira platform always, another if anything of it is set."""
    return product is Product.JIRA_PLATFORM or any(variable.name in given for variable in _of(product))


def _missing(given: Mapping[str, str]) -> list[str]:
    return [
        f"{variable.name}: is not set; set it to {variable.meaning}, such as {variable.example}{_or_leave_out(product)}"
        for product in Product
        if _is_used(product, given)
        for variable in _of(product)
        if variable.name not in given
    ]


def _or_leave_out(product: Product) -> str:
    if product is Product.JIRA_PLATFORM:
        return ""
    return f", or unset all of {_all_of(product)} to leave {product.title} out"


def _unknown(given: Mapping[str, str]) -> list[str]:
    known = [variable.name for variable in VARIABLES]
    strange = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    return [
        f"{name}: is no setting; did you mean {get_close_matches(name, known, n=1, cutoff=0)[0]}?" for name in strange
    ]


def _malformed(given: Mapping[str, str]) -> list[str]:
    checked = [(variable, _problem(variable, given[variable.name])) for variable in VARIABLES if variable.name in given]
    return [f"{variable.name}: {fault}" for variable, fault in checked if fault]


def _problem(variable: Variable, value: str) -> str | None:
    if values.TOKEN_START in value and not variable.is_token:
        return f"holds what looks like an API token; set it to {variable.meaning}"
    return variable.check(value)


def _contradictions(given: Mapping[str, str]) -> list[str]:
    """What is well formed by itself, and does not go together."""
    return [
        *_same_tokens(given),
        *_strays(given, "issue_key", "project_key"),
        *_strays(given, "idea_key", "idea_project_key"),
    ]


def _same_tokens(given: Mapping[str, str]) -> list[str]:
    tokens = [variable.name for variable in VARIABLES if variable.is_token and variable.name in given]
    pairs = [(a, b) for index, a in enumerate(tokens) for b in tokens[index + 1 :] if given[a] == given[b]]
    return [
        f"{b}: is the same token as {a}; each is a token of its own kind: make and set the other one" for a, b in pairs
    ]


def _strays(given: Mapping[str, str], issue: str, project: str) -> list[str]:
    key, home = given.get(name_of(issue)), given.get(name_of(project))
    if not key or not home or key.rpartition("-")[0] == home or values.issue_key(key) or values.project_key(home):
        return []
    return [
        f"{name_of(issue)}: {key!r} is no issue of the project {home!r}; name one that is, or set {name_of(project)}"
    ]
