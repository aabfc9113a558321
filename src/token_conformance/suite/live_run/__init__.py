"""What only a run on a live tenant has: its preparation, its progress, and the clean-up at its end."""
