"""`reports/matrix.html`: the matrix as one file that needs no network, and no JavaScript to be read."""

from token_conformance.report.page.render import render
from token_conformance.report.page.view import PageSection, SectionRow

__all__ = ["PageSection", "SectionRow", "render"]
