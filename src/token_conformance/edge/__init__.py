"""The edge: a local model of Atlassian's edge and of the products behind it, built from rules with evidence."""
