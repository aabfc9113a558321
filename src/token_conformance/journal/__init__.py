"""What a live run makes in somebody's tenant: told before it is made, deleted when the run is over.

Nothing else is ever changed or deleted: `Writes` refuses to send what would, and clean-up knows only the journal.
"""
