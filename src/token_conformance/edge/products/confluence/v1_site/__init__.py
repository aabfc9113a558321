"""What version 1 of Confluence's API has beside contents, spaces and people."""
