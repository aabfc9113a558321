"""How Jira Software and Confluence write a moment; the Jira platform has a way of its own."""

from datetime import datetime


def iso(moment: datetime) -> str:
    """A moment in UTC to the millisecond, such as `2026-01-05T09:00:00.000Z`."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
