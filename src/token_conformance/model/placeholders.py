"""The placeholders of what is created, or looked up, for one cell alone: cassettes have them in place of its names."""

TITLE = "Made by atlassian-token-conformance"
DISPOSABLE_ISSUE = "<project>-<disposable>"
DISPOSABLE_PAGE = "<disposable-page>"
TRANSITION = "<transition>"
FOR_ONE_CELL = (DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TRANSITION)
"""The placeholders of one thing, unlike the title, which every created thing has."""
