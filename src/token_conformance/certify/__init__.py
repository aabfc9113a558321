"""Certification of an integration: what it sends and says, as a black box, judged requirement by requirement."""
