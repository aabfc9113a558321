"""Who is let in at each URL form, by the rules of Atlassian's edge."""
