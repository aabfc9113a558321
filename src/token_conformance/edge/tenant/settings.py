"""The settings of a Jira site, and those that each user has of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

DEFAULT_COLUMNS = (
    "issuetype",
    "summary",
    "assignee",
    "reporter",
    "priority",
    "status",
    "resolution",
    "created",
    "updated",
    "duedate",
)
"""The fields that the list of issues shows, until somebody chooses others."""

PROPERTIES = {
    "jira.title": ("The name of this installation", "Local model"),
    "jira.lf.text.headingcolour": ("The colour of headings", "#292929"),
    "jira.lf.favicon.hires.url": ("The picture of the site in high resolution", "/images/favicon-hires.png"),
}
"""The properties of the application, with their names and defaults."""


@dataclass
class Banner:
    """The announcement on top of all pages."""

    message: str = ""
    is_dismissible: bool = False
    is_enabled: bool = False
    visibility: str = "public"


@dataclass
class Settings:
    """The settings of a site; those of a user are found by the account id."""

    time_tracking: dict[str, Any] = field(
        default_factory=lambda: {
            "workingHoursPerDay": 8.0,
            "workingDaysPerWeek": 5.0,
            "timeFormat": "pretty",
            "defaultUnit": "minute",
        }
    )
    banner: Banner = field(default_factory=Banner)
    properties: dict[str, str] = field(default_factory=dict)
    columns: list[str] = field(default_factory=lambda: list(DEFAULT_COLUMNS))
    columns_of: dict[str, list[str]] = field(default_factory=dict)
    share_scopes: dict[str, str] = field(default_factory=dict)
    preferences: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
