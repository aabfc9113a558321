"""What is published and known of Atlassian's API, as data with its readers: operations, scopes, rules and evidence.

`SOURCES.md` says where the operations were read.
"""
