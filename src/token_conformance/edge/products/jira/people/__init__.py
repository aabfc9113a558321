"""The users who come and go, and the groups that they are members of."""
