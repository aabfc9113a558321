"""What is raised where a report cannot be made or written."""


class ReportError(Exception):
    """A report that cannot be made: the message is one line that names the file, the fault and the remedy."""
