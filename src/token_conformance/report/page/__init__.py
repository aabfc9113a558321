"""`reports/matrix.html`: the matrix as one HTML file that works without network and without JavaScript."""

from token_conformance.report.page.render import render
from token_conformance.report.page.view import PageSection, SectionRow

__all__ = ["PageSection", "SectionRow", "render"]
