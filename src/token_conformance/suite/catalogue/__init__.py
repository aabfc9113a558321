"""The suite of all published calls: for each of them, whether the caller is known, and nothing of what it does."""
