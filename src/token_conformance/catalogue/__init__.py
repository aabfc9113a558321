"""What is published and known about Atlassian's API, as data with its readers: operations, scopes, rules and evidence.

`SOURCES.md` names the sources of the operations.
"""
