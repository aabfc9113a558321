"""Every published call, and what is known of whether it knows its caller."""
