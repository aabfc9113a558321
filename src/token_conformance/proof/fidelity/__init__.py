"""Whether the edge answers as Atlassian was seen to: every published observation, asked of the model.

Nothing here knows the deviations: the edge is held against the same evidence that they rest on, by another way.
"""
