"""The reports of a run by their formats."""

from collections.abc import Callable, Mapping, Sequence

from token_conformance.certify.gate.document import document
from token_conformance.certify.gate.gated import Gated
from token_conformance.certify.gate.junit import junit
from token_conformance.certify.gate.markdown import markdown

REPORTS: Mapping[str, Callable[[Sequence[Gated]], str]] = {"json": document, "junit": junit, "markdown": markdown}
"""What makes the report of each format; its last line ends with a line feed."""
