"""What several scenarios have in common."""

from token_conformance.certify.subject.subject import Action

ONE_EACH = (Action.GET_ISSUE, Action.GET_PAGE)
"""A read of each app."""

LISTS = (Action.LIST_PROJECTS, Action.LIST_SPACES, Action.SEARCH)
"""The reads that may have several pages."""

PAGE = 4
"""The most that a page holds: every list of a tenant with three extras is longer, and fits on two."""
