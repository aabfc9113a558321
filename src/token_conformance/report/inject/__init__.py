"""Tables in somebody's documentation, kept between two markers so that they cannot drift from the results."""

from token_conformance.report.inject.document import renewed

__all__ = ["renewed"]
