"""All that knows pytest: the options, fixtures and hooks of the suites, and how the suites are run."""
