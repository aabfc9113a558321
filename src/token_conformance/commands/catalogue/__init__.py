"""`token-conformance catalogue`: keeps the catalogue of Atlassian's operations current, one module per step."""

from argparse import ArgumentParser

from token_conformance.commands._parser import add_commands

STEPS = {"import": "renew the operations from Atlassian's OpenAPI documents, or show what would change"}
"""The steps with their help."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the steps."""
    parser.description = "Keep the catalogue of Atlassian's operations current."
    add_commands(parser, __name__, STEPS, title="steps", word="STEP")
