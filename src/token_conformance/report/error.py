"""What is raised where a report cannot be made or written."""

from token_conformance.error import UserError


class ReportError(UserError):
    """A report that cannot be made: the message is one line that names the file, the fault and the remedy."""
