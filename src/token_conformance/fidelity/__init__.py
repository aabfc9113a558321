"""The command `token-conformance fidelity`."""
