"""How a live run treats somebody's tenant: few requests at a time, patience when told to wait, no blind repetition.

A replay needs none of it, so the libraries behind `politeness.politeness` load only where something is sent.
"""

from token_conformance.politeness.limits import Limits

__all__ = ["Limits"]
