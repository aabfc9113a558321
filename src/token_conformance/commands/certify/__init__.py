"""`token-conformance certify`: the steps from a subject file to a verified certificate, one module per step."""

from argparse import ArgumentParser

from token_conformance.commands._parser import add_commands

STEPS = {
    "quick": "run a command in a few scenarios, without any file, and say what it did",
    "init": "ask about a product, and write its first subject file",
    "lint": "list all problems of subject files",
    "install": "install subjects, each in a separate environment below .subjects/",
    "outdated": "say which packages of subjects have newer versions than the pinned ones",
    "run": "observe subjects in every scenario, and print their findings and levels",
    "diff": "compare two runs of a subject",
    "annotations": "mark what is not as expected in a pull request on GitHub",
    "pack": "make a certificate from a run",
    "verify": "derive every finding of a certificate again, from its observations alone",
}
"""The steps with their help, in the order in which a vendor takes them."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the steps."""
    parser.description = (
        "Find out whether an integration works with API tokens of both kinds, and certify it: self-certified against a"
        " local model, not endorsed by Atlassian. docs/certify.md explains each step."
    )
    add_commands(parser, __name__, STEPS, title="steps", word="STEP")
