"""The cells that a run has only on request: those of a service account, and of the third URL form."""
