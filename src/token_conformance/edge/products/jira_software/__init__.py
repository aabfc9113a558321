"""Jira Software: boards, and the sprints, epics and issues on them."""
