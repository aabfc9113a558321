"""Version 2 of Confluence's API."""
