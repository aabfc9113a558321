"""The commands of `token-conformance`: one module per command, named as it is typed."""
