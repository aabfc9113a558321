"""What knows pytest: collecting the cells of a run, running them, and concluding each."""
