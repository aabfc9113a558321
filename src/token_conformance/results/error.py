"""What is raised where a results file cannot be read or written."""


class ResultsError(Exception):
    """A results file that is no use: the message is one line that names file, fault and remedy."""
