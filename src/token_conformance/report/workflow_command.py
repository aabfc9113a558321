"""A workflow command of GitHub, which marks a line of a file in a pull request."""


def workflow_command(level: str, file: str, line: int, title: str, message: str) -> str:
    """The command for one line; `level` is `error`, `warning` or `notice`."""
    return f"::{level} file={_property(file)},line={line},title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command, which ends at a comma or colon."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
