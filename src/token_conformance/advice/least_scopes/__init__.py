"""`scopes`: the least set of scopes for the calls that somebody uses, and the link to Atlassian's form for them."""
