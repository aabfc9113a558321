"""`token-conformance certify`: takes an integration from its subject file to a certificate, one module per step."""

from argparse import ArgumentParser

from token_conformance.commands._parser import add_commands

STEPS = {
    "init": "write a first subject file for a product, by asking",
    "lint": "list all that is wrong with subject files",
    "install": "install subjects, each in an environment of its own below .subjects/",
    "run": "observe subjects in every scenario, and say what they reach",
    "pack": "make a certificate of what `certify run` has written",
    "verify": "derive every finding of a certificate again, from its observations alone",
}
"""The steps in the order in which a vendor takes them."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the steps."""
    parser.description = (
        "Find out whether an integration works with API tokens of both kinds, and certify it: self-certified against a"
        " local model, not endorsed by Atlassian. docs/certify.md shows the way."
    )
    add_commands(parser, __name__, STEPS, title="steps", word="STEP")
