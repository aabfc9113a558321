"""What a user did or has that does not go: every such error ends in one line, never in a traceback."""


class UserError(Exception):
    """The message is one line that names the file, key or variable, what is wrong with it, and what to do."""
