"""What the two generations of Confluence's REST API share, and the shapes of each."""
