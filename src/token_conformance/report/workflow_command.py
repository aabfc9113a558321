"""A workflow command of GitHub, which marks a line of a file in a pull request."""

Place = tuple[str, int | None]
"""A file and its line, None for the file as a whole."""


def workflow_command(level: str, place: Place | None, title: str, message: str) -> str:
    """The command for one place, or for the run if there is none; `level` is `error`, `warning` or `notice`."""
    file, line = place or ("", None)
    properties = {"file": file, "line": str(line or ""), "title": title}
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{level} {shown}::{_data(message)}"


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command, which ends at a comma or colon."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
