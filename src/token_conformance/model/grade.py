"""The grades of evidence."""

from enum import StrEnum


class Grade(StrEnum):
    """How a statement about Atlassian is known, strongest first; an `inferred` one follows from a rule."""

    DOCUMENTED = "documented"
    RECORDED = "recorded"
    REPORTED = "reported"
    CLAIMED = "claimed"
    INFERRED = "inferred"
