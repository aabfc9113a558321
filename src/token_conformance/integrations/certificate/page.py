"""The report of a certificate as one page that needs no other file; every text in it is escaped."""

from collections.abc import Mapping

from token_conformance.integrations.certificate.statement import EXPLANATION, STATEMENT
from token_conformance.integrations.certificate.view import View
from token_conformance.report.template import template

NAME = "report.html"


def page(view: View, outputs: Mapping[str, bytes]) -> bytes:
    """The page; `outputs` are the files with what the user saw, by their names."""
    texts = {name: content.decode() for name, content in outputs.items()}
    filled = template(__package__, "certificate.html").render(
        view=view, outputs=texts, statement=STATEMENT, explanation=EXPLANATION
    )
    return f"{filled}\n".encode()
