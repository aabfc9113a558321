"""Access control: which credential is accepted at which URL form, by the rules of Atlassian's edge."""
