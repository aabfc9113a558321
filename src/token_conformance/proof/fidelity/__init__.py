"""Whether the edge answers as Atlassian does: every published observation is compared with the edge's answer.

Nothing here imports the deviations: the edge is compared directly with the evidence that they are based on.
"""
