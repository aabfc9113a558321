"""Tables in the documents of others, between two markers."""
