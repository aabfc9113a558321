"""The commands of `token-conformance`: one module per command, with the name that a user types."""
