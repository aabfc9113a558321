"""JQL, the Jira Query Language: tokens, syntax, the fields of an issue, and the search itself."""
