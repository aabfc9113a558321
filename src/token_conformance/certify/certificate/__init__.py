"""The certificate of a subject: packed from a run, and verified by whoever doubts it."""
