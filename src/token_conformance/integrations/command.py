"""`token-conformance certify`: takes an integration from its subject file to a certificate."""

from typing import TYPE_CHECKING

from token_conformance.integrations import (
    certify_init,
    certify_install,
    certify_lint,
    certify_pack,
    certify_run,
    certify_verify,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name

_STEPS = (certify_init, certify_lint, certify_install, certify_run, certify_pack, certify_verify)
"""Each module adds one step, in the order in which a vendor takes them."""


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    summary = "find out whether an integration works with API tokens of both kinds, and certify it"
    parser = subparsers.add_parser(
        "certify",
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}: self-certified against a local model, not endorsed by"
        " Atlassian. docs/certify.md shows the way.",
    )
    steps = parser.add_subparsers(title="steps", required=True, metavar="STEP")
    for step in _STEPS:
        step.add_parser(steps)
