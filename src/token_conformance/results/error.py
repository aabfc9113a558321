"""What is raised where a results file cannot be read or written."""

from token_conformance.error import UserError


class ResultsError(UserError):
    """A results file that is no use: the message is one line that names file, fault and remedy."""
