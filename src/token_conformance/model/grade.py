"""The words of the suite, as types; no input or output, and nothing imported from the project."""

from enum import StrEnum


class Grade(StrEnum):
    """How a statement about Atlassian is known, strongest first; `inferred` follows from a rule."""

    DOCUMENTED = "documented"
    RECORDED = "recorded"
    REPORTED = "reported"
    CLAIMED = "claimed"
    INFERRED = "inferred"
