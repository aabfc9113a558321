"""What makes a test the requirement of an endpoint: its file, its mark, and its operation."""
