"""The optional columns of a service account: whether a run has them, and what is known of each of their cells."""
