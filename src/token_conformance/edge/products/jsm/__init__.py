"""The shapes in which Jira Service Management answers."""
