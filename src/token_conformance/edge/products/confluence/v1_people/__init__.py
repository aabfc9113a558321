"""Users and groups in version 1 of Confluence's API: who they are, what they watch and what they may do."""
