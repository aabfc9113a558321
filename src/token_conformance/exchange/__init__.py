"""HTTP exchanges with a target: the client, its limits and retries, the write guard and the journal."""
