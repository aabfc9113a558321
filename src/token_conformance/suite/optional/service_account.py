"""Whether a run has the columns of a service account, and how the token is sent."""

import pytest

from token_conformance.errors import UserError
from token_conformance.live.environment import environment
from token_conformance.live.service_account import is_set, scheme_of
from token_conformance.live.variables import names_of
from token_conformance.model.account import Scheme
from token_conformance.suite.output import usage_error
from token_conformance.suite.shipped import own_folder


def add(group: pytest.OptionGroup) -> None:
    """Add the option to the project's group."""
    group.addoption(
        "--service-account",
        action="store_true",
        help="Also run the cells of a service account's token, in two columns more. A live run does so, without this "
        "option, if the settings have a service account.",
    )


def scheme(config: pytest.Config, target: str) -> Scheme | None:
    """The scheme with which the token of a service account is sent; None in a run without one.

    Raises pytest.UsageError for a scheme that does not exist, and if a live run should use an account that is not set.
    """
    is_asked = config.getoption("--service-account")
    if not is_asked and target != "live":
        return None
    try:
        variables = environment(own_folder(config))
        if target != "live" or is_set(variables):
            return scheme_of(variables)
    except UserError as error:
        raise usage_error(*error.problems) from None
    if is_asked:
        names = names_of(("service_account_token", "service_account_email"))
        raise usage_error(f"--service-account: the settings have no service account; set {names}, or drop the option")
    return None
