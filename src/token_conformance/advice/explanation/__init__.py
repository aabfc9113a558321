"""Explains a failed call from what a person pastes: a ranked set of causes, and the request that tells them apart."""
