"""The Jira platform, which Jira Work Management and Jira Product Discovery use too."""
