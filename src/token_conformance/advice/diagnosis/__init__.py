"""`diagnose`: from a few harmless requests with a token to what it is, where it works, and why it does not."""
