"""Version 1 of Confluence's API."""
