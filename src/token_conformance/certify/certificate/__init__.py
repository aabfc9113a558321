"""The certificate of a subject: packed from the evidence of a run, and verified by deriving everything again."""
