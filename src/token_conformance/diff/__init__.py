"""`token-conformance diff`: what changed between two runs, for a person, a pull request or a program."""
