"""Discovery: which things of a tenant the requirements can read, found by a few GET requests.

It proposes the same things for the same tenant, never replaces what the user has set, and says what it did not find.
"""
