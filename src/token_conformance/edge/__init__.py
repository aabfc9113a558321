"""The edge: a local model of Atlassian's edge and of the products behind it, built from rules with evidence.

Nobody here has observed Atlassian: the edge answers what `rules.toml` says is known, and what it says is inferred.
"""
