"""The report of a certificate as one page that needs no other file; every text in it is escaped."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from token_conformance.integrations.certificate.statement import EXPLANATION, STATEMENT
from token_conformance.integrations.certificate.view import View

NAME = "report.html"


def page(view: View, outputs: Mapping[str, bytes]) -> bytes:
    """The page; `outputs` are the files with what the user saw, by their names."""
    texts = {name: content.decode() for name, content in outputs.items()}
    template = _environment().get_template("certificate.html")
    return template.render(view=view, outputs=texts, statement=STATEMENT, explanation=EXPLANATION).encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
