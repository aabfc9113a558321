"""What pytest loads: whether a run has suites, and the plugin of a run that has."""
