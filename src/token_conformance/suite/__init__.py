"""The pytest side: options, collection, fixtures, hooks, and the run of each cell."""
